package io.github.ecremulator.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.ImageTag;
import io.github.ecremulator.core.model.MediaTypes;
import io.github.ecremulator.core.model.TagStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pcollections.TreePSet;

/** Does random things to a set of images and to a plain list of them, and asks both the same questions. */
class ImageSetModelTest {

    private static final int RUNS = 200;
    private static final int STEPS = 50;
    private static final int TAGS = 6;

    static LongStream seeds() {
        return new Random().longs(RUNS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void itAnswersAsAPlainListOfImagesWould(long seed) {
        Random random = new Random(seed);
        Model model = new Model();
        ImageSet images = ImageSet.EMPTY;
        List<String> steps = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            images = model.doSomething(random, images, steps);
            assertSame(model, images, random, "seed " + seed + ", after " + steps);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anEarlierValueNeverChanges(long seed) {
        Random random = new Random(seed);
        Model model = new Model();
        ImageSet images = ImageSet.EMPTY;
        List<String> steps = new ArrayList<>();
        for (int step = 0; step < STEPS / 2; step++) {
            images = model.doSomething(random, images, steps);
        }
        Model earlierModel = model.copy();
        ImageSet earlier = images;
        for (int step = 0; step < STEPS / 2; step++) {
            images = model.doSomething(random, images, steps);
        }

        assertSame(earlierModel, earlier, random, "seed " + seed + ", after " + steps);
    }

    @Test
    void theEmptySetHasNothing() {
        assertSame(new Model(), ImageSet.EMPTY, new Random(1), "empty");
    }

    private static void assertSame(Model model, ImageSet images, Random random, String when) {
        assertEquals(model.rows.size(), images.size(), when);
        assertEquals(
                new TreeSet<>(model.rows.stream().map(Row::toString).toList()),
                new TreeSet<>(images.all().stream().map(ImageSetModelTest::text).toList()),
                when);
        for (int number = 0; number < TAGS; number++) {
            ImageTag tag = new ImageTag("t" + number);
            assertEquals(
                    model.holder(tag).map(row -> row.digest), images.get(tag).map(Image::digest), when);
        }
        long from = random.nextInt(model.nextSequence + 2);
        for (TagStatus status : TagStatus.values()) {
            List<String> expected = model.rows.stream()
                    .filter(row -> row.sequence >= from)
                    .filter(row -> status == TagStatus.ANY || row.tags.isEmpty() == (status == TagStatus.UNTAGGED))
                    .map(Row::toString)
                    .toList();
            assertEquals(expected, texts(images.inPushOrder(status, from)), when + ", " + status + " from " + from);
        }
        for (Digest digest : model.everSeen) {
            Optional<Row> row = model.row(digest);
            assertEquals(row.map(Row::toString), images.get(digest).map(ImageSetModelTest::text), when);
            List<String> referrers = model.rows.stream()
                    .filter(other -> digest.equals(other.subject) && other.sequence >= from)
                    .map(Row::toString)
                    .toList();
            assertEquals(referrers, texts(images.referrers(digest, from)), when);
            List<Digest> indexes = model.rows.stream()
                    .filter(other -> other.members.contains(digest))
                    .map(other -> other.digest)
                    .sorted()
                    .toList();
            assertEquals(indexes, List.copyOf(images.indexesOf(digest)), when);
        }
    }

    private static List<String> texts(Iterator<Image> images) {
        List<String> texts = new ArrayList<>();
        images.forEachRemaining(image -> texts.add(text(image)));
        return texts;
    }

    private static String text(Image image) {
        return image.digest() + " #" + image.sequence() + " " + List.copyOf(image.tags());
    }

    /** An image as plainly as can be. */
    private record Row(Digest digest, int sequence, TreeSet<ImageTag> tags, Digest subject, List<Digest> members) {

        @Override
        public String toString() {
            return digest + " #" + sequence + " " + List.copyOf(tags);
        }
    }

    /** Images as a list in the order of pushes, looked through from one end to the other for every answer. */
    private static final class Model {

        private final List<Row> rows = new ArrayList<>();
        private final List<Digest> everSeen = new ArrayList<>();
        private int nextSequence = 1;

        Model copy() {
            Model copy = new Model();
            rows.forEach(row -> copy.rows.add(
                    new Row(row.digest, row.sequence, new TreeSet<>(row.tags), row.subject, row.members)));
            copy.everSeen.addAll(everSeen);
            copy.nextSequence = nextSequence;
            return copy;
        }

        Optional<Row> row(Digest digest) {
            return rows.stream().filter(row -> row.digest.equals(digest)).findFirst();
        }

        Optional<Row> holder(ImageTag tag) {
            return rows.stream().filter(row -> row.tags.contains(tag)).findFirst();
        }

        ImageSet doSomething(Random random, ImageSet images, List<String> steps) {
            int dice = rows.isEmpty() ? 0 : random.nextInt(10);
            if (dice < 2) {
                return push(images, null, List.of(), steps);
            }
            if (dice == 2) {
                return push(images, everSeen.get(random.nextInt(everSeen.size())), List.of(), steps);
            }
            if (dice == 3) {
                List<Digest> members = rows.stream()
                        .map(row -> row.digest)
                        .filter(digest -> random.nextInt(3) == 0)
                        .toList();
                return push(images, null, members, steps);
            }
            Row row = rows.get(random.nextInt(rows.size()));
            if (dice < 7) {
                ImageTag tag = new ImageTag("t" + random.nextInt(TAGS));
                steps.add("tag " + row.sequence + " " + tag);
                rows.forEach(other -> other.tags.remove(tag));
                row.tags.add(tag);
                return images.tag(row.digest, tag);
            }
            if (dice == 7 && !row.tags.isEmpty()) {
                ImageTag tag = row.tags.first();
                steps.add("untag " + row.sequence + " " + tag);
                row.tags.remove(tag);
                return images.untag(row.digest, tag);
            }
            if (dice == 8) {
                steps.add("pull " + row.sequence);
                return images.replace(images.get(row.digest).orElseThrow().pulledAt(Instant.EPOCH));
            }
            steps.add("delete " + row.sequence);
            rows.remove(row);
            return images.minus(images.get(row.digest).orElseThrow());
        }

        private ImageSet push(ImageSet images, Digest subject, List<Digest> members, List<String> steps) {
            int sequence = nextSequence++;
            Digest digest = Digest.sha256(("image " + sequence).getBytes(StandardCharsets.UTF_8));
            steps.add("push " + sequence + (subject == null ? "" : " for " + subject) + " " + members);
            rows.add(new Row(digest, sequence, new TreeSet<>(), subject, members));
            everSeen.add(digest);
            assertTrue(images.get(digest).isEmpty());
            return images.plus(new Image(
                    digest,
                    digest,
                    sequence,
                    members.isEmpty() ? MediaTypes.OCI_MANIFEST : MediaTypes.OCI_INDEX,
                    1,
                    null,
                    1,
                    Instant.EPOCH,
                    null,
                    TreePSet.empty(),
                    subject,
                    List.of(),
                    members,
                    ImageStatus.ACTIVE));
        }
    }
}
