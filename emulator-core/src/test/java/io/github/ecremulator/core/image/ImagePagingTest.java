package io.github.ecremulator.core.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.fixture.TestImage;
import io.github.ecremulator.core.identity.Caller;
import io.github.ecremulator.core.model.ImageId;
import io.github.ecremulator.core.model.Page;
import io.github.ecremulator.core.model.PageRequest;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.model.RepositoryName;
import io.github.ecremulator.core.model.TagStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePagingTest {

    private static final int IMAGES = 12;

    private final EcrEmulator ecr = EcrEmulator.inMemory();
    private final RepositoryId app = new RepositoryId(ecr.home(), new RepositoryName("app"));
    private final Caller caller =
            Caller.administrator(ecr.home().account(), ecr.home().region().partition());

    @AfterEach
    void close() {
        ecr.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 100})
    void pagesOfAListTogetherAreTheWholeList(int limit) {
        List<String> expected = pushImagesWithTags();

        assertEquals(expected, pages(page -> list(page, limit), () -> {}));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 100})
    void pagesOfDescriptionsTogetherAreAllImages(int limit) {
        pushImagesWithTags();

        assertEquals(digests(), pages(page -> describe(page, limit), () -> {}));
    }

    @Test
    void aFullLastPageHasNoNext() {
        ecr.push("app:1", TestImage.of("one"));
        ecr.push("app:2", TestImage.of("two"));

        assertTrue(describe(Optional.empty(), 2).next().isEmpty());
        assertTrue(list(Optional.empty(), 2).next().isEmpty());
    }

    @Test
    void aPageTokenThatNoListGaveIsRefused() {
        ecr.createRepository("app");

        for (String token : List.of("garbage", "1/", "/a", "1/not a tag")) {
            EcrException refused = assertThrows(EcrException.class, () -> list(Optional.of(token), 1), token);
            assertInstanceOf(EcrError.InvalidPageToken.class, refused.error());
        }
    }

    @Test
    void whatIsLeftIsDescribedExactlyOnceWhileImagesAreDeletedBetweenPages() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int run = 0; run < 20; run++) {
            ecr.reset();
            pushImagesWithTags();

            List<String> seen = pages(page -> describe(page, 1 + random.nextInt(3)), () -> deleteOne(random));

            List<String> left = digests();
            seen.retainAll(left);
            assertEquals(left, seen, "seed " + seed + ", run " + run);
        }
    }

    @Test
    void whatIsLeftIsListedExactlyOnceWhileTagsAndImagesAreDeletedBetweenPages() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int run = 0; run < 20; run++) {
            ecr.reset();
            List<String> before = pushImagesWithTags();

            List<String> seen = pages(page -> list(page, 1 + random.nextInt(3)), () -> deleteOne(random));

            List<String> left = list(Optional.empty(), 1000).items();
            seen.retainAll(left);
            assertEquals(left, seen, "seed " + seed + ", run " + run);
            assertTrue(before.containsAll(left), "seed " + seed + ", run " + run);
        }
    }

    private List<String> pushImagesWithTags() {
        List<String> entries = new ArrayList<>();
        for (int number = 0; number < IMAGES; number++) {
            TestImage image = TestImage.of("image " + number);
            if (number % 4 == 0) {
                ecr.push("app", image);
                entries.add(image.digest());
            }
            for (int tag = 0; tag < number % 4; tag++) {
                ecr.push("app:n" + number + "-" + tag, image);
                entries.add(image.digest() + " n" + number + "-" + tag);
            }
        }
        return entries;
    }

    private List<String> digests() {
        return describe(Optional.empty(), 1000).items();
    }

    private void deleteOne(Random random) {
        List<TaggedImage> entries = ecr.images()
                .list(caller, app, TagStatus.ANY, Optional.empty(), PageRequest.first(1000))
                .items();
        if (!entries.isEmpty()) {
            TaggedImage entry = entries.get(random.nextInt(entries.size()));
            ImageId id = entry.tag() == null || random.nextBoolean()
                    ? ImageId.ofDigest(entry.image().digest())
                    : ImageId.ofTag(entry.tag());
            ecr.images().delete(caller, app, List.of(id));
        }
    }

    private Page<String> list(Optional<String> after, int limit) {
        return ecr.images()
                .list(caller, app, TagStatus.ANY, Optional.empty(), new PageRequest(limit, after))
                .map(entry -> entry.image().digest() + (entry.tag() == null ? "" : " " + entry.tag()));
    }

    private Page<String> describe(Optional<String> after, int limit) {
        return ecr.images()
                .describe(caller, app, TagStatus.ANY, Optional.empty(), new PageRequest(limit, after))
                .map(image -> image.digest().value());
    }

    private static List<String> pages(Function<Optional<String>, Page<String>> ask, Runnable between) {
        List<String> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page<String> page = ask.apply(after);
            seen.addAll(page.items());
            after = page.next();
            between.run();
        } while (after.isPresent());
        return seen;
    }
}
