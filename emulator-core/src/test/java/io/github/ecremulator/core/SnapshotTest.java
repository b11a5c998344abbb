package io.github.ecremulator.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.fixture.TestImage;
import io.github.ecremulator.core.identity.Caller;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.ImageId;
import io.github.ecremulator.core.model.ImageTag;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.model.RepositoryName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SnapshotTest {

    private static final EmulatorUsage NOTHING = new EmulatorUsage(0, 0, 0, 0);
    private static final TestImage ONE = TestImage.of("one");
    private static final TestImage TWO = TestImage.of("two");

    private final EcrEmulator ecr = EcrEmulator.builder()
            .wallClock(() -> Instant.parse("2024-02-29T12:00:00Z"))
            .build();
    private final RepositoryId app = new RepositoryId(ecr.home(), new RepositoryName("app"));
    private final Caller caller =
            Caller.administrator(ecr.home().account(), ecr.home().region().partition());

    @AfterEach
    void closedEmulatorHoldsNothing() {
        ecr.close();
        assertEquals(NOTHING, ecr.usage(), "what the closed emulator still holds");
    }

    @Test
    void restoringBringsBackWhatWasThere() {
        ecr.push("app:1", ONE);
        Snapshot snapshot = ecr.snapshot();
        ecr.push("app:1", TWO);

        ecr.restore(snapshot);

        assertEquals(ONE.digest(), digestOf(ecr, "1"));
        assertFalse(has(ecr, TWO));
    }

    @Test
    void aSnapshotCanBeRestoredAnyNumberOfTimes() {
        ecr.push("app:1", ONE);
        Snapshot snapshot = ecr.snapshot();
        for (int round = 0; round < 3; round++) {
            ecr.reset();
            ecr.restore(snapshot);

            assertPullable(ecr, ONE);
        }
    }

    @Test
    void restoringAnEmptySnapshotFreesWhatCameSince() {
        Snapshot empty = ecr.snapshot();
        ecr.push("app:1", ONE);

        ecr.restore(empty);

        assertEquals(NOTHING, ecr.usage());
    }

    @Test
    void aResetForgetsRepositoriesAndFreesTheirBlobs() {
        ecr.push("app:1", ONE);

        ecr.reset();

        assertEquals(NOTHING, ecr.usage());
        assertRefused(EcrError.RepositoryNotFound.class, () -> digestOf(ecr, "1"));
    }

    @Test
    void aSnapshotKeepsItsBlobsThroughAReset() {
        ecr.push("app:1", ONE);
        EmulatorUsage before = ecr.usage();
        Snapshot snapshot = ecr.snapshot();

        ecr.reset();

        assertEquals(before, ecr.usage());
        ecr.restore(snapshot);
        assertPullable(ecr, ONE);
    }

    @Test
    void aSnapshotDoesNotKeepWhatItNeverHeld() {
        ecr.push("app:1", ONE);
        EmulatorUsage before = ecr.usage();
        Snapshot snapshot = ecr.snapshot();
        ecr.push("app:2", TWO);

        ecr.restore(snapshot);

        assertEquals(before, ecr.usage());
        Reference.reachabilityFence(snapshot);
    }

    @Test
    void aForkHasWhatTheOriginalHad() {
        ecr.push("app:1", ONE);
        try (EcrEmulator fork = ecr.fork()) {
            assertPullable(fork, ONE);
            assertEquals(ecr.account(), fork.account());
            assertEquals(ecr.region(), fork.region());
        }
    }

    @Test
    void forkingCopiesNoBlob() {
        ecr.push("app:1", ONE);
        EmulatorUsage before = ecr.usage();
        try (EcrEmulator fork = ecr.fork()) {
            assertEquals(before, ecr.usage());
            fork.push("app:again", ONE);
            assertEquals(before, ecr.usage());
        }
    }

    @Test
    void aForkGoesItsOwnWay() {
        ecr.push("app:1", ONE);
        try (EcrEmulator fork = ecr.fork()) {
            fork.push("app:1", TWO);

            assertEquals(ONE.digest(), digestOf(ecr, "1"));
            assertEquals(TWO.digest(), digestOf(fork, "1"));
        }
    }

    @Test
    void closingAForkFreesOnlyWhatWasItsOwn() {
        ecr.push("app:1", ONE);
        EmulatorUsage before = ecr.usage();
        EcrEmulator fork = ecr.fork();
        fork.push("app:2", TWO);

        fork.close();

        assertEquals(before, ecr.usage());
        assertPullable(ecr, ONE);
    }

    @Test
    void aForkKeepsItsBlobsWhenTheOriginalClosesOrResets() {
        ecr.push("app:1", ONE);
        try (EcrEmulator fork = ecr.fork()) {
            ecr.reset();
            assertPullable(fork, ONE);

            ecr.close();
            assertPullable(fork, ONE);
        }
    }

    @Test
    void aBlobIsFreedWhenTheLastOfAllThatLinkItLetsGo() {
        ecr.push("app:1", ONE);
        try (EcrEmulator fork = ecr.fork()) {
            ecr.reset();
            assertEquals(3, fork.usage().blobs(), "configuration, layer and manifest");

            fork.reset();
            assertEquals(0, fork.usage().blobs());
        }
    }

    @Test
    void aSnapshotGoesBetweenAnEmulatorAndItsFork() {
        try (EcrEmulator fork = ecr.fork()) {
            fork.push("app:1", ONE);
            Snapshot snapshot = fork.snapshot();
            fork.reset();

            ecr.restore(snapshot);

            assertPullable(ecr, ONE);
        }
    }

    @Test
    void aStrangersSnapshotIsRefusedAndChangesNothing() {
        ecr.push("app:1", ONE);
        try (EcrEmulator stranger = EcrEmulator.inMemory()) {
            Snapshot snapshot = stranger.snapshot();

            assertThrows(IllegalArgumentException.class, () -> ecr.restore(snapshot));
        }
        assertPullable(ecr, ONE);
    }

    @Test
    void anUploadBegunBeforeAResetIsUnknownAfterwards() {
        ecr.createRepository("app");
        String upload = beginUpload();

        ecr.reset();
        ecr.createRepository("app");

        assertEquals(0, ecr.usage().openUploads());
        assertRefused(EcrError.UploadNotFound.class, () -> sendPart(ecr, upload));
    }

    @Test
    void anUploadBegunBeforeARestoreIsUnknownAfterwardsThoughItsRepositoryIsTheSame() {
        ecr.createRepository("app");
        Snapshot snapshot = ecr.snapshot();
        String upload = beginUpload();

        ecr.restore(snapshot);

        assertRefused(EcrError.UploadNotFound.class, () -> ecr.layers()
                .completeUpload(
                        caller,
                        app,
                        upload,
                        new ByteArrayInputStream(new byte[0]),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        List.of(Digest.sha256(new byte[] {1}).value())));
    }

    @Test
    void aForkDoesNotKnowUploadsOfTheOriginalAndLeavesThemAlone() throws Exception {
        ecr.createRepository("app");
        String upload = beginUpload();
        try (EcrEmulator fork = ecr.fork()) {
            assertEquals(0, fork.usage().openUploads());
            assertRefused(EcrError.UploadNotFound.class, () -> sendPart(fork, upload));
        }

        assertEquals(2, sendPart(ecr, upload), "bytes after a second part");
    }

    @Test
    void tokensSurviveForkResetAndRestore() {
        Snapshot snapshot = ecr.snapshot();
        String token = ecr.authorization().issue(caller, ecr.home()).value();
        try (EcrEmulator fork = ecr.fork()) {
            assertEquals(caller, fork.tokens().read(token).caller());
            String forks = fork.authorization().issue(caller, fork.home()).value();
            assertEquals(caller, ecr.tokens().read(forks).caller());
        }
        ecr.reset();
        assertEquals(caller, ecr.tokens().read(token).caller());
        ecr.restore(snapshot);
        assertEquals(caller, ecr.tokens().read(token).caller());
    }

    @Test
    void aStrangersTokenIsRefused() {
        try (EcrEmulator stranger = EcrEmulator.inMemory()) {
            String token =
                    stranger.authorization().issue(caller, stranger.home()).value();

            assertRefused(EcrError.TokenInvalid.class, () -> ecr.tokens().read(token));
        }
    }

    @Test
    void theClockStaysWhereItIsThroughResetAndRestore() {
        Snapshot snapshot = ecr.snapshot();
        ecr.clock().advance(Duration.ofDays(1));
        Instant later = ecr.clock().now();

        ecr.reset();
        ecr.restore(snapshot);

        assertEquals(later, ecr.clock().now());
    }

    @Test
    void layersThatFellDueWhileASnapshotLayInTheDrawerLeaveWithTheNextAdvance() throws Exception {
        ecr.createRepository("app");
        completeUpload(new byte[] {1, 2, 3});
        Snapshot snapshot = ecr.snapshot();
        ecr.clock().advance(Duration.ofDays(2));
        ecr.restore(snapshot);
        assertEquals(1, layerCount(ecr));

        ecr.clock().advance(Duration.ZERO);

        assertEquals(0, layerCount(ecr));
        Reference.reachabilityFence(snapshot);
    }

    @Test
    void closingEndsOpenUploadsAndClosingAgainDoesNothing() {
        ecr.push("app:1", ONE);
        beginUpload();

        ecr.close();
        ecr.close();

        assertEquals(NOTHING, ecr.usage());
    }

    private long layerCount(EcrEmulator emulator) {
        return emulator
                .layers()
                .find(caller, app, Digest.sha256(new byte[] {1, 2, 3}).value())
                .stream()
                .count();
    }

    private String beginUpload() {
        String upload = ecr.layers().initiateUpload(caller, app);
        try {
            assertEquals(1, sendPart(ecr, upload));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return upload;
    }

    private long sendPart(EcrEmulator emulator, String upload) throws IOException {
        return emulator.layers()
                .uploadPart(
                        caller,
                        app,
                        upload,
                        new ByteArrayInputStream(new byte[] {1}),
                        OptionalLong.empty(),
                        OptionalLong.of(1));
    }

    private void completeUpload(byte[] bytes) throws IOException {
        String upload = ecr.layers().initiateUpload(caller, app);
        ecr.layers()
                .completeUpload(
                        caller,
                        app,
                        upload,
                        new ByteArrayInputStream(bytes),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        List.of(Digest.sha256(bytes).value()));
    }

    private String digestOf(EcrEmulator emulator, String tag) {
        return emulator.images()
                .find(caller, app, ImageId.ofTag(new ImageTag(tag)))
                .digest()
                .value();
    }

    private boolean has(EcrEmulator emulator, TestImage image) {
        return emulator.images()
                .get(caller, app, List.of(new ImageId(image.digest(), null)))
                .failures()
                .isEmpty();
    }

    private void assertPullable(EcrEmulator emulator, TestImage image) {
        assertTrue(has(emulator, image), "the image is there");
        image.blobs().forEach(blob -> {
            try (var reader = emulator.layers().open(caller, app, blob.digest())) {
                assertEquals(blob.digest(), Digest.sha256(reader.readAll()).value());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void assertRefused(Class<? extends EcrError> error, Executable request) {
        assertInstanceOf(error, assertThrows(EcrException.class, request).error());
    }
}
