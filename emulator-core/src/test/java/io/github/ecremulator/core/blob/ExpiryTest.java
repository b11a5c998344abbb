package io.github.ecremulator.core.blob;

import static io.github.ecremulator.core.Refusals.assertRefused;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.core.EmulatorUsage;
import io.github.ecremulator.core.RepositoryHandle;
import io.github.ecremulator.core.Snapshot;
import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.fixture.TestImage;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.ImageId;
import io.github.ecremulator.core.time.SettableTime;
import java.io.IOException;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExpiryTest {

    private static final EmulatorUsage NOTHING = new EmulatorUsage(0, 0, 0, 0);
    private static final Duration JUST_BEFORE = ofHours(24).minus(ofMillis(1));

    private final EcrEmulator ecr =
            EcrEmulator.builder().wallClock(new SettableTime()).build();
    private final RepositoryHandle app = RepositoryHandle.create(ecr, "app");

    @AfterEach
    void nothingIsLeft() {
        ecr.close();
        assertThat(ecr.usage()).isEqualTo(NOTHING);
    }

    @Nested
    class AnUpload {

        @Test
        void ends_when_it_has_lain_idle_for_a_day() throws IOException {
            String upload = app.beginUpload();
            app.append(upload, new byte[2 << 20]);
            advance(JUST_BEFORE);
            assertThat(ecr.usage()).isEqualTo(new EmulatorUsage(1, 1, 0, 0));
            advance(ofMillis(1));

            assertThat(ecr.usage()).isEqualTo(NOTHING);
            assertRefused(new EcrError.UploadNotFound(app.id(), upload), () -> app.append(upload, new byte[1]));
        }

        @Test
        void has_another_day_from_each_part_on() throws IOException {
            String upload = app.beginUpload();
            for (int day = 0; day < 3; day++) {
                advance(JUST_BEFORE);
                app.append(upload, new byte[5 << 20]);
            }
            advance(ofHours(24));

            assertRefused(new EcrError.UploadNotFound(app.id(), upload), () -> app.append(upload, new byte[1]));
        }

        @Test
        void ends_alone() throws IOException {
            String first = app.beginUpload();
            advance(ofHours(1));
            String second = app.beginUpload();
            advance(ofHours(1));
            app.append(first, new byte[] {1});
            advance(ofHours(23));

            assertRefused(new EcrError.UploadNotFound(app.id(), second), () -> app.append(second, new byte[1]));
            assertThat(app.complete(first, new byte[] {1}, new byte[0])).isEqualTo(Digest.sha256(new byte[] {1}));
        }
    }

    @Nested
    class ALayer {

        private final byte[] content = {1, 2, 3};

        @Test
        void that_no_image_refers_to_leaves_after_a_day() throws IOException {
            Digest layer = app.upload(content);
            advance(JUST_BEFORE);
            assertThat(app.has(layer)).isTrue();
            advance(ofMillis(1));

            assertThat(app.has(layer)).isFalse();
            assertThat(ecr.usage()).isEqualTo(NOTHING);
        }

        @Test
        void that_an_image_refers_to_stays() {
            app.push(TestImage.of("one"), "1");
            advance(ofHours(24 * 365));

            assertThat(layersOf(TestImage.of("one"))).allMatch(app::has);
        }

        @Test
        void that_an_image_comes_to_refer_to_just_in_time_stays() throws IOException {
            TestImage image = TestImage.of("one");
            for (TestImage.Blob blob : image.blobs()) {
                app.upload(blob.content());
            }
            advance(JUST_BEFORE);
            app.put(image.manifest(), image.mediaType(), "1");
            advance(ofHours(48));

            assertThat(layersOf(image)).allMatch(app::has);
        }

        @Test
        void whose_image_was_deleted_leaves_a_day_after_that() {
            TestImage image = TestImage.of("one");
            Digest digest = app.push(image, "1");
            advance(ofHours(100));
            app.delete(digest);
            advance(JUST_BEFORE);
            assertThat(layersOf(image)).allMatch(app::has);
            advance(ofMillis(1));

            assertThat(layersOf(image)).noneMatch(app::has);
            assertThat(ecr.usage()).isEqualTo(NOTHING);
        }

        @Test
        void whose_image_comes_back_stays() {
            TestImage image = TestImage.of("one");
            app.delete(app.push(image, "1"));
            advance(JUST_BEFORE);
            app.put(image.manifest(), image.mediaType(), "2");
            advance(ofHours(48));
            assertThat(layersOf(image)).allMatch(app::has);
            app.delete(new Digest(image.digest()));
            advance(ofHours(24));

            assertThat(layersOf(image)).noneMatch(app::has);
        }

        @Test
        void that_another_image_still_refers_to_stays() {
            TestImage one = TestImage.builder().file("shared", "same").build();
            TestImage two = TestImage.builder()
                    .file("shared", "same")
                    .annotation("which", "two")
                    .build();
            Digest first = app.push(one, "1");
            app.push(two, "2");
            app.delete(first);
            advance(ofHours(48));
            assertThat(layersOf(two)).allMatch(app::has);
            app.delete(new Digest(two.digest()));
            advance(ofHours(24));

            assertThat(ecr.usage()).isEqualTo(NOTHING);
        }

        @Test
        void whose_image_merely_lost_a_tag_stays() {
            TestImage image = TestImage.of("one");
            app.push(image, "1");
            app.push(image, "2");
            app.delete(new ImageId(null, "1"));
            app.push(TestImage.of("other"), "2");
            advance(ofHours(48));

            assertThat(layersOf(image)).as("of the image that is now untagged").allMatch(app::has);
        }

        @Test
        void leaves_its_repository_and_stays_in_another() throws IOException {
            Digest layer = app.upload(content);
            advance(ofHours(12));
            RepositoryHandle other = RepositoryHandle.create(ecr, "other");
            other.upload(content);
            advance(ofHours(12));
            assertThat(app.has(layer)).isFalse();
            assertThat(other.read(layer)).isEqualTo(content);
            advance(ofHours(12));

            assertThat(other.has(layer)).isFalse();
            assertThat(ecr.usage()).isEqualTo(NOTHING);
        }

        @Test
        void goes_with_its_repository_and_nothing_falls_due_for_it() throws IOException {
            app.upload(content);
            app.push(TestImage.of("one"), "1");
            app.delete();

            assertThat(ecr.usage()).isEqualTo(NOTHING);
            assertThat(ecr.clock().nextDue()).isEmpty();
        }

        @Test
        void of_a_repository_that_was_created_again_has_a_day_of_its_own() throws IOException {
            app.upload(content);
            advance(ofHours(12));
            app.delete();
            RepositoryHandle.create(ecr, "app");
            Digest layer = app.upload(content);
            advance(ofHours(12));
            assertThat(app.has(layer)).isTrue();
            advance(ofHours(12));

            assertThat(app.has(layer)).isFalse();
        }

        @Test
        void that_is_restored_from_a_snapshot_leaves_when_it_would_have_left() throws IOException {
            Digest layer = app.upload(content);
            Snapshot snapshot = ecr.snapshot();
            advance(ofHours(30));
            assertThat(app.has(layer)).isFalse();
            ecr.restore(snapshot);
            assertThat(app.read(layer)).isEqualTo(content);
            advance(Duration.ZERO);

            assertThat(app.has(layer)).isFalse();
            ecr.reset();
            Reference.reachabilityFence(snapshot);
        }
    }

    private void advance(Duration duration) {
        ecr.clock().advance(duration);
    }

    private static List<Digest> layersOf(TestImage image) {
        return image.blobs().stream().map(blob -> new Digest(blob.digest())).toList();
    }
}
