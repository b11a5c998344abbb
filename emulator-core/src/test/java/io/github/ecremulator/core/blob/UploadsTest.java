package io.github.ecremulator.core.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecremulator.core.EmulatorUsage;
import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.model.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadsTest {

    private static final int MIN_PART = 5 * 1024 * 1024;
    private static final int MAX_PARTS = 4_200;
    private static final Duration DAY = Duration.ofHours(24);
    private static final byte[] ABC = {'a', 'b', 'c'};
    // The digest of "abc" as FIPS 180-2 gives it.
    private static final String SHA256_OF_ABC =
            "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String SHA512_OF_ABC =
            "sha512:ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                    + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";

    private final Pushing push = new Pushing();

    @AfterEach
    void closedEmulatorHoldsNothing() {
        push.close();
        assertEquals(new EmulatorUsage(0, 0, 0, 0), push.ecr.usage());
    }

    @Test
    void anUploadIdIsALowerCaseUuid() {
        assertTrue(push.begin().matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));
    }

    @Test
    void partsAddUpToTheLayer() throws IOException {
        String upload = push.begin();
        byte[] first = random(MIN_PART);
        assertEquals(MIN_PART, push.send(upload, first));
        byte[] all = Arrays.copyOf(first, MIN_PART + 3);
        System.arraycopy(ABC, 0, all, MIN_PART, 3);

        Digest digest = push.complete(upload, ABC, Digest.sha256(all).value());

        assertTrue(push.hasLayer(digest));
        assertEquals(0, push.openUploads());
    }

    @ParameterizedTest
    @ValueSource(strings = {SHA256_OF_ABC, SHA512_OF_ABC})
    void aLayerIsFoundUnderTheDigestItWasCompletedWith(String digest) throws IOException {
        String upload = push.begin();

        assertEquals(new Digest(digest), push.complete(upload, ABC, digest));
        try (var reader = push.ecr.layers().open(push.caller, push.app, digest)) {
            assertEquals(HexFormat.of().formatHex(ABC), HexFormat.of().formatHex(reader.readAll()));
        }
    }

    @Test
    void anIdleUploadIsGoneAfterADay() throws IOException {
        String upload = push.begin();
        push.send(upload, ABC);

        push.ecr.clock().advance(DAY.minusMillis(1));
        assertEquals(1, push.openUploads());
        push.ecr.clock().advance(Duration.ofMillis(1));

        assertEquals(0, push.openUploads());
        push.assertUnknown(upload);
    }

    @Test
    void everyUseOfAnUploadGivesItAnotherDay() throws IOException {
        String upload = push.begin();
        push.ecr.clock().advance(Duration.ofHours(23));
        push.send(upload, ABC);
        push.ecr.clock().advance(Duration.ofHours(23));

        assertEquals(3, push.ecr.layers().uploadedBytes(push.caller, push.app, upload));
        push.ecr.clock().advance(DAY);
        push.assertUnknown(upload);
    }

    @Test
    void eachOfSeveralUploadsHasItsOwnDay() throws IOException {
        String used = push.begin();
        push.ecr.clock().advance(Duration.ofHours(1));
        String idle = push.begin();
        push.ecr.clock().advance(Duration.ofHours(1));
        push.send(used, ABC);

        push.ecr.clock().advance(Duration.ofHours(23));
        push.assertUnknown(idle);
        assertEquals(1, push.openUploads());
        push.ecr.clock().advance(Duration.ofHours(1));

        assertEquals(0, push.openUploads());
    }

    @Test
    void askingAnotherRepositoryForAnUploadNeitherFindsNorProlongsIt() {
        push.ecr.createRepository("other");
        String first = push.begin();
        push.ecr.clock().advance(Duration.ofHours(1));
        push.begin();
        Pushing.assertRefused(
                EcrError.UploadNotFound.class,
                () -> push.ecr.layers().uploadedBytes(push.caller, push.repository("other"), first));

        push.ecr.clock().advance(Duration.ofHours(23));

        assertEquals(1, push.openUploads(), "only the upload begun an hour later is left");
    }

    @Test
    void deletingARepositoryDropsItsUploadsAndNoOthers() {
        push.ecr.createRepository("other");
        push.ecr.layers().initiateUpload(push.caller, push.repository("other"));
        String upload = push.begin();

        push.ecr.repositories().delete(push.caller, push.app, true);
        assertEquals(1, push.openUploads());
        push.ecr.createRepository("app");

        push.assertUnknown(upload);
    }

    @Test
    void aCancelledUploadIsGone() throws IOException {
        String upload = push.begin();
        push.send(upload, random(2 * 1024 * 1024));

        push.ecr.layers().cancelUpload(push.caller, push.app, upload);

        push.assertUnknown(upload);
        assertEquals(new EmulatorUsage(0, 0, 0, 0), push.ecr.usage());
    }

    @Test
    void aPartOutOfOrderIsRefusedAndTheUploadGoesOn() throws IOException {
        String upload = push.begin();
        push.send(upload, random(MIN_PART));

        EcrError.PartOutOfOrder error = Pushing.assertRefused(
                EcrError.PartOutOfOrder.class,
                () -> push.send(upload, ABC, OptionalLong.of(MIN_PART + 1), OptionalLong.of(3)));

        assertEquals(MIN_PART + 1, error.firstByte());
        assertEquals(MIN_PART, error.expectedFirstByte());
        assertEquals(MIN_PART + 3, push.send(upload, ABC, OptionalLong.of(MIN_PART), OptionalLong.of(3)));
    }

    @Test
    void aPartSentTwiceIsRefused() throws IOException {
        String upload = push.begin();
        push.send(upload, ABC, OptionalLong.of(0), OptionalLong.of(3));

        Pushing.assertRefused(
                EcrError.PartOutOfOrder.class, () -> push.send(upload, ABC, OptionalLong.of(0), OptionalLong.of(3)));
        assertEquals(3, push.ecr.layers().uploadedBytes(push.caller, push.app, upload));
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 4})
    void aPartOfAnotherLengthThanAnnouncedEndsTheUpload(long announced) {
        String upload = push.begin();

        Pushing.assertRefused(
                EcrError.PartLengthMismatch.class,
                () -> push.send(upload, ABC, OptionalLong.of(0), OptionalLong.of(announced)));

        push.assertUnknown(upload);
        assertEquals(0, push.openUploads());
    }

    @Test
    void aPartThatBreaksOffEndsTheUpload() {
        String upload = push.begin();
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(ABC), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the line is cut");
            }
        });

        assertThrows(IOException.class, () -> push.ecr
                .layers()
                .uploadPart(push.caller, push.app, upload, broken, OptionalLong.empty(), OptionalLong.empty()));

        push.assertUnknown(upload);
    }

    @Test
    void aSmallPartIsTakenButAnotherAfterItMakesCompletionFail() throws IOException {
        String upload = push.begin();
        push.send(upload, random(MIN_PART - 1));
        push.send(upload, ABC);

        Pushing.assertRefused(
                EcrError.LayerPartTooSmall.class, () -> push.complete(upload, new byte[0], SHA256_OF_ABC));
        push.assertUnknown(upload);
    }

    @Test
    void theLastPartThatCompletionBringsCountsAsAPart() throws IOException {
        String upload = push.begin();
        push.send(upload, ABC);

        Pushing.assertRefused(EcrError.LayerPartTooSmall.class, () -> push.complete(upload, ABC, SHA256_OF_ABC));
    }

    @Test
    void aSingleSmallPartIsTheLastPart() throws IOException {
        String upload = push.begin();
        push.send(upload, ABC);

        assertEquals(
                SHA256_OF_ABC, push.complete(upload, new byte[0], SHA256_OF_ABC).value());
    }

    @Test
    void anUploadTakes4200PartsAndNoMore() throws IOException {
        String upload = push.begin();
        for (int part = 1; part <= MAX_PARTS; part++) {
            assertEquals(part, push.send(upload, new byte[1]));
        }

        EcrError.LimitExceeded error =
                Pushing.assertRefused(EcrError.LimitExceeded.class, () -> push.send(upload, new byte[1]));

        assertEquals(MAX_PARTS, error.limit());
        assertEquals(MAX_PARTS, push.ecr.layers().uploadedBytes(push.caller, push.app, upload));
    }

    @Test
    void completingWithOnePartTooManyEndsTheUpload() throws IOException {
        String upload = push.begin();
        for (int part = 1; part <= MAX_PARTS; part++) {
            push.send(upload, new byte[1]);
        }

        Pushing.assertRefused(EcrError.LimitExceeded.class, () -> push.complete(upload, new byte[1], SHA256_OF_ABC));

        push.assertUnknown(upload);
    }

    @Test
    void emptyPartsDoNotCount() throws IOException {
        String upload = push.begin();
        push.send(upload, new byte[0]);
        push.send(upload, ABC);
        push.send(upload, new byte[0]);

        assertEquals(
                SHA256_OF_ABC, push.complete(upload, new byte[0], SHA256_OF_ABC).value());
    }

    @Test
    void anUploadWithoutBytesCannotBeCompleted() {
        String upload = push.begin();

        Pushing.assertRefused(EcrError.EmptyUpload.class, () -> push.complete(upload, new byte[0], SHA256_OF_ABC));
        push.assertUnknown(upload);
    }

    @Test
    void aWrongDigestEndsTheUpload() {
        String upload = push.begin();
        String wrong = Digest.sha256(new byte[] {1}).value();

        Pushing.assertRefused(EcrError.LayerDigestMismatch.class, () -> push.complete(upload, ABC, wrong));

        push.assertUnknown(upload);
        assertEquals(new EmulatorUsage(0, 0, 0, 0), push.ecr.usage());
    }

    @Test
    void aCompletedUploadIsUsedUp() throws IOException {
        String upload = push.begin();
        push.complete(upload, ABC, SHA256_OF_ABC);

        push.assertUnknown(upload);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
