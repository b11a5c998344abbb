package io.github.ecremulator.core;

import static io.github.ecremulator.core.Refusals.assertRefused;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.fixture.TestImage;
import io.github.ecremulator.core.identity.RegistryToken;
import io.github.ecremulator.core.model.AccountId;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.time.SettableTime;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SnapshotAndForkTest {

    private static final EmulatorUsage NOTHING = new EmulatorUsage(0, 0, 0, 0);
    private static final int LARGE = 6 << 20;

    private final SettableTime wall = new SettableTime();
    private final EcrEmulator ecr = EcrEmulator.builder().wallClock(wall).build();

    @AfterEach
    void nothingIsLeft() {
        ecr.close();
        assertThat(ecr.usage()).isEqualTo(NOTHING);
    }

    @Nested
    class Snapshots {

        @Test
        void what_came_later_is_gone_and_what_went_later_is_back() throws IOException {
            ecr.push("app:1", TestImage.of("one"));
            Snapshot before = ecr.snapshot();
            RepositoryHandle app = RepositoryHandle.of(ecr, "app");
            app.delete();
            ecr.push("other:1", TestImage.of("other"));
            ecr.restore(before);

            assertThat(app.has("1")).isTrue();
            assertRefused(EcrError.RepositoryNotFound.class, () -> RepositoryHandle.of(ecr, "other")
                    .has("1"));
            for (TestImage.Blob blob : TestImage.of("one").blobs()) {
                assertThat(app.read(new Digest(blob.digest()))).isEqualTo(blob.content());
            }
        }

        @Test
        void one_can_be_restored_as_often_as_one_likes() {
            ecr.push("app:1", TestImage.of("one"));
            Snapshot one = ecr.snapshot();
            ecr.push("app:2", TestImage.of("two"));
            Snapshot two = ecr.snapshot();
            RepositoryHandle app = RepositoryHandle.of(ecr, "app");
            for (int round = 0; round < 3; round++) {
                ecr.restore(one);
                assertThat(app.has("2")).isFalse();
                ecr.restore(two);
                assertThat(app.has("2")).isTrue();
                ecr.reset();
            }
        }

        @Test
        void one_of_an_emulator_can_be_restored_into_its_fork_and_the_reverse() {
            try (EcrEmulator fork = ecr.fork()) {
                fork.push("app:1", TestImage.of("one"));
                ecr.restore(fork.snapshot());
                assertThat(RepositoryHandle.of(ecr, "app").has("1")).isTrue();
                ecr.reset();
                fork.restore(ecr.snapshot());

                assertRefused(EcrError.RepositoryNotFound.class, () -> RepositoryHandle.of(fork, "app")
                        .has("1"));
            }
        }

        @Test
        void one_of_a_stranger_is_refused() {
            try (EcrEmulator stranger = EcrEmulator.inMemory()) {
                Snapshot foreign = stranger.snapshot();

                assertThatIllegalArgumentException()
                        .isThrownBy(() -> ecr.restore(foreign))
                        .withMessageContaining("another emulator");
            }
        }

        @Test
        void the_clock_and_the_tokens_are_not_part_of_it() {
            RepositoryHandle app = RepositoryHandle.create(ecr, "app");
            Snapshot before = ecr.snapshot();
            ecr.clock().advance(ofHours(1));
            String token = token(app);
            ecr.restore(before);

            assertThat(ecr.clock().now()).isEqualTo(SettableTime.START.plus(ofHours(1)));
            assertThat(ecr.tokens().read(token).caller()).isEqualTo(app.owner());
        }

        @Test
        void open_uploads_end() throws IOException {
            RepositoryHandle app = RepositoryHandle.create(ecr, "app");
            Snapshot before = ecr.snapshot();
            String upload = app.beginUpload();
            app.append(upload, bytes(LARGE));
            assertThat(ecr.usage()).isEqualTo(new EmulatorUsage(1, 1, 0, 0));
            ecr.restore(before);

            assertThat(ecr.usage()).isEqualTo(NOTHING);
            assertRefused(new EcrError.UploadNotFound(app.id(), upload), () -> app.append(upload, bytes(1)));
        }
    }

    @Nested
    class Reset {

        @Test
        void every_registry_is_empty() {
            ecr.push("app:1", TestImage.of("one"));
            ecr.reset();

            assertThat(ecr.usage()).isEqualTo(NOTHING);
            assertRefused(EcrError.RepositoryNotFound.class, () -> RepositoryHandle.of(ecr, "app")
                    .has("1"));
        }

        @Test
        void the_clock_and_the_tokens_stay() {
            RepositoryHandle app = RepositoryHandle.create(ecr, "app");
            ecr.clock().advance(ofHours(2));
            String token = token(app);
            ecr.reset();

            assertThat(ecr.clock().now()).isEqualTo(SettableTime.START.plus(ofHours(2)));
            assertThat(ecr.tokens().read(token).caller()).isEqualTo(app.owner());
        }

        @Test
        void an_upload_begun_before_is_unknown_however_it_goes_on() throws IOException {
            RepositoryHandle app = RepositoryHandle.create(ecr, "app");
            String first = app.beginUpload();
            String second = app.beginUpload();
            app.append(second, bytes(10));
            ecr.reset();
            RepositoryHandle.create(ecr, "app");

            assertRefused(new EcrError.UploadNotFound(app.id(), first), () -> app.append(first, bytes(10)));
            assertRefused(
                    new EcrError.UploadNotFound(app.id(), second), () -> app.complete(second, bytes(10), new byte[0]));
            assertRefused(new EcrError.UploadNotFound(app.id(), second), () -> ecr.layers()
                    .uploadedBytes(app.owner(), app.id(), second));
            assertRefused(new EcrError.UploadNotFound(app.id(), second), () -> ecr.layers()
                    .cancelUpload(app.owner(), app.id(), second));
            assertThat(ecr.usage()).isEqualTo(NOTHING);
        }

        @Test
        void a_part_that_is_on_its_way_finds_its_upload_unknown() {
            RepositoryHandle app = RepositoryHandle.create(ecr, "app");
            String upload = app.beginUpload();

            assertRefused(
                    new EcrError.UploadNotFound(app.id(), upload),
                    () -> app.append(upload, interrupted(bytes(LARGE), LARGE / 2, ecr::reset)));
            assertThat(ecr.usage()).isEqualTo(NOTHING);
        }

        @Test
        void a_last_part_that_is_on_its_way_finds_its_upload_unknown() {
            RepositoryHandle app = RepositoryHandle.create(ecr, "app");
            String upload = app.beginUpload();
            String digest = Digest.sha256(bytes(LARGE)).value();

            assertRefused(
                    new EcrError.UploadNotFound(app.id(), upload),
                    () -> app.complete(upload, digest, interrupted(bytes(LARGE), LARGE / 2, ecr::reset)));
            assertThat(ecr.usage()).isEqualTo(NOTHING);
        }

        @Test
        void an_upload_that_has_all_its_bytes_and_is_not_complete_is_unknown_too() {
            RepositoryHandle app = RepositoryHandle.create(ecr, "app");
            String upload = app.beginUpload();
            String digest = Digest.sha256(bytes(LARGE)).value();

            assertRefused(
                    new EcrError.UploadNotFound(app.id(), upload),
                    () -> app.complete(upload, digest, interrupted(bytes(LARGE), LARGE, () -> {
                        ecr.reset();
                        RepositoryHandle.create(ecr, "app");
                    })));
            assertThat(ecr.usage()).isEqualTo(NOTHING);
        }

        @Test
        void an_upload_into_a_repository_that_was_deleted_and_created_again_is_unknown() {
            RepositoryHandle app = RepositoryHandle.create(ecr, "app");
            String upload = app.beginUpload();
            String digest = Digest.sha256(bytes(LARGE)).value();

            assertRefused(
                    new EcrError.UploadNotFound(app.id(), upload),
                    () -> app.complete(upload, digest, interrupted(bytes(LARGE), LARGE, () -> {
                        app.delete();
                        RepositoryHandle.create(ecr, "app");
                    })));
            assertThat(ecr.usage()).isEqualTo(NOTHING);
        }
    }

    @Nested
    class Forks {

        @Test
        void a_fork_begins_with_what_is_there_and_goes_its_own_way() {
            ecr.push("app:1", TestImage.of("one"));
            try (EcrEmulator fork = ecr.fork()) {
                RepositoryHandle here = RepositoryHandle.of(ecr, "app");
                RepositoryHandle there = RepositoryHandle.of(fork, "app");
                ecr.push("app:2", TestImage.of("two"));
                fork.push("app:3", TestImage.of("three"));

                assertThat(here.has("1") && here.has("2") && !here.has("3")).isTrue();
                assertThat(there.has("1") && !there.has("2") && there.has("3")).isTrue();
            }
        }

        @Test
        void a_fork_accepts_the_tokens_of_the_other_and_the_reverse() {
            RepositoryHandle app = RepositoryHandle.create(ecr, "app");
            String before = token(app);
            try (EcrEmulator fork = ecr.fork()) {
                RegistryToken read = fork.tokens().read(before);
                String after =
                        fork.authorization().issue(app.owner(), fork.home()).value();

                assertThat(read.caller()).isEqualTo(app.owner());
                assertThat(read.registry()).isEqualTo(ecr.home());
                assertThat(ecr.tokens().read(after).caller()).isEqualTo(app.owner());
            }
        }

        @Test
        void a_token_ends_by_the_clock_of_whoever_is_asked() {
            String token = token(RepositoryHandle.create(ecr, "app"));
            try (EcrEmulator fork = ecr.fork()) {
                fork.clock().advance(ofHours(12));

                assertRefused(new EcrError.TokenExpired(), () -> fork.tokens().read(token));
                assertThat(ecr.tokens().read(token).registry()).isEqualTo(ecr.home());
            }
        }

        @Test
        void a_fork_shows_the_same_time_and_has_a_clock_of_its_own() {
            ecr.clock().advance(ofHours(7));
            ecr.clock().freeze();
            Instant then = ecr.clock().now();
            try (EcrEmulator fork = ecr.fork()) {
                assertThat(fork.clock().now()).isEqualTo(then);
                assertThat(fork.clock().isFrozen()).isTrue();
                fork.clock().advance(ofHours(1));

                assertThat(ecr.clock().now()).isEqualTo(then);
            }
        }

        @Test
        void work_that_is_due_falls_due_in_both_each_by_its_own_clock() throws IOException {
            RepositoryHandle here = RepositoryHandle.create(ecr, "app");
            Digest layer = here.upload(bytes(10));
            try (EcrEmulator fork = ecr.fork()) {
                RepositoryHandle there = RepositoryHandle.of(fork, "app");
                fork.clock().advance(ofHours(24));
                assertThat(there.has(layer)).isFalse();
                assertThat(here.has(layer)).isTrue();
                ecr.clock().advance(ofHours(24));

                assertThat(here.has(layer)).isFalse();
            }
        }

        @Test
        void uploads_stay_with_the_other() throws IOException {
            RepositoryHandle here = RepositoryHandle.create(ecr, "app");
            String upload = here.beginUpload();
            try (EcrEmulator fork = ecr.fork()) {
                RepositoryHandle there = RepositoryHandle.of(fork, "app");

                assertThat(fork.usage().openUploads()).isZero();
                assertRefused(new EcrError.UploadNotFound(there.id(), upload), () -> there.append(upload, bytes(1)));
                here.append(upload, bytes(1));
            }
        }

        @Test
        void access_keys_are_copied() {
            ecr.addAccessKey("AKIDBEFORE", "111111111111");
            try (EcrEmulator fork = ecr.fork()) {
                fork.addAccessKey("AKIDAFTER", "222222222222");

                assertThat(fork.accessKeys().accountOf("AKIDBEFORE")).contains(new AccountId("111111111111"));
                assertThat(ecr.accessKeys().accountOf("AKIDAFTER")).isEmpty();
            }
        }

        @Test
        void a_fork_lives_on_when_the_other_is_closed() throws IOException {
            byte[] content = bytes(LARGE);
            EcrEmulator other = EcrEmulator.inMemory();
            Digest layer = RepositoryHandle.create(other, "app").upload(content);
            try (EcrEmulator fork = other.fork()) {
                other.close();

                assertThat(RepositoryHandle.of(fork, "app").read(layer)).isEqualTo(content);
            }
            assertThat(other.usage()).isEqualTo(NOTHING);
        }
    }

    @Nested
    class Blobs {

        private final byte[] content = bytes(LARGE);
        private final RepositoryHandle app = RepositoryHandle.create(ecr, "app");

        @Test
        void the_same_bytes_in_two_repositories_are_kept_once() throws IOException {
            Digest layer = app.upload(content);
            RepositoryHandle other = RepositoryHandle.create(ecr, "other");
            assertThat(other.has(layer)).as("what was not pushed here").isFalse();
            other.upload(content);

            assertThat(ecr.usage()).isEqualTo(new EmulatorUsage(0, 1, 1, LARGE));
        }

        @Test
        void a_blob_goes_with_the_last_repository_that_has_it() throws IOException {
            app.upload(content);
            RepositoryHandle other = RepositoryHandle.create(ecr, "other");
            Digest layer = other.upload(content);
            app.delete();
            assertThat(other.read(layer)).isEqualTo(content);
            other.delete();

            assertThat(ecr.usage()).isEqualTo(NOTHING);
        }

        @Test
        void a_snapshot_keeps_what_the_emulator_has_no_more() throws IOException {
            Digest layer = app.upload(content);
            Snapshot before = ecr.snapshot();
            ecr.reset();
            assertThat(ecr.usage().blobs()).isEqualTo(1);
            ecr.restore(before);

            assertThat(app.read(layer)).isEqualTo(content);
        }

        @Test
        void a_fork_keeps_what_the_other_has_no_more() throws IOException {
            Digest layer = app.upload(content);
            try (EcrEmulator fork = ecr.fork()) {
                app.delete();

                assertThat(RepositoryHandle.of(fork, "app").read(layer)).isEqualTo(content);
            }
        }

        @Test
        void what_only_a_fork_has_goes_with_it() throws IOException {
            try (EcrEmulator fork = ecr.fork()) {
                RepositoryHandle.of(fork, "app").upload(content);
                assertThat(ecr.usage().blobs()).isEqualTo(1);
            }

            assertThat(ecr.usage()).isEqualTo(NOTHING);
        }

        @Test
        void closing_twice_is_closing_once() throws IOException {
            Digest layer = app.upload(content);
            EcrEmulator fork = ecr.fork();
            fork.close();
            fork.close();

            assertThat(app.read(layer)).isEqualTo(content);
        }

        @Test
        void a_layer_that_is_there_already_leaves_nothing_behind() throws IOException {
            app.upload(content);

            assertRefused(EcrError.LayerAlreadyExists.class, () -> app.upload(content));
            assertThat(ecr.usage()).isEqualTo(new EmulatorUsage(0, 1, 1, LARGE));
        }

        @Test
        void an_upload_that_turns_out_to_be_something_else_leaves_nothing_behind() throws IOException {
            String upload = app.beginUpload();
            app.append(upload, content);

            assertRefused(
                    new EcrError.LayerDigestMismatch(app.id(), upload),
                    () -> app.complete(upload, bytes(3), new byte[0]));
            assertThat(ecr.usage()).isEqualTo(NOTHING);
        }
    }

    private String token(RepositoryHandle repository) {
        return ecr.authorization().issue(repository.owner(), ecr.home()).value();
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    /** Bytes in the middle of which, or after the last of which, something happens. */
    private static InputStream interrupted(byte[] bytes, int at, Runnable interruption) {
        return new InputStream() {

            private int position;
            private boolean happened;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                if (position >= at && !happened) {
                    happened = true;
                    interruption.run();
                }
                int read = Math.min(length, bytes.length - position);
                System.arraycopy(bytes, position, buffer, offset, read);
                position += read;
                return read == 0 ? -1 : read;
            }
        };
    }
}
