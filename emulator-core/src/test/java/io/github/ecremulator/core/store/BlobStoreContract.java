package io.github.ecremulator.core.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecremulator.core.model.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every blob store does, whatever it keeps the bytes in. After each test nothing may be left of it. */
public abstract class BlobStoreContract {

    private static final int MIB = 1 << 20;
    private static final BlobUsage NOTHING = new BlobUsage(0, 0, 0);

    private BlobStore store;

    /** An empty store. */
    protected abstract BlobStore newStore() throws IOException;

    @BeforeEach
    void openStore() throws IOException {
        store = newStore();
    }

    @AfterEach
    void closedStoreHoldsNothing() {
        store.close();
        assertEquals(NOTHING, store.usage(), "what the closed store still holds");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, MIB - 1, MIB, MIB + 1, 3 * MIB + 17})
    void aPublishedBlobIsReadBackByteForByte(int size) throws IOException {
        byte[] bytes = bytes(size);

        Digest digest = publish(bytes);

        assertArrayEquals(bytes, read(digest));
        assertEquals(1, store.usage().blobs());
        assertEquals(size, store.usage().bytes());
    }

    @Test
    void theEmptyBlobHasNoBytes() throws IOException {
        Digest digest = publish(new byte[0]);

        assertArrayEquals(new byte[0], read(digest));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096, MIB})
    void bytesWrittenInPiecesAcrossOneMebibyteArriveInOrder(int piece) throws IOException {
        byte[] bytes = bytes(piece == 1 ? MIB + 100 : 2 * MIB + 100);
        BlobWriter writer = store.begin();
        for (int offset = 0; offset < bytes.length; offset += piece) {
            writer.write(bytes, offset, Math.min(piece, bytes.length - offset));
        }
        assertEquals(bytes.length, writer.size());

        store.publish(writer, Digest.sha256(bytes));

        assertArrayEquals(bytes, read(Digest.sha256(bytes)));
    }

    @Test
    void onlyTheNamedPartOfAnArrayIsWritten() throws IOException {
        BlobWriter writer = store.begin();
        writer.write(new byte[] {1, 2, 3, 4, 5}, 1, 3);
        Digest digest = Digest.sha256(new byte[] {2, 3, 4});

        store.publish(writer, digest);

        assertArrayEquals(new byte[] {2, 3, 4}, read(digest));
    }

    @ParameterizedTest
    @ValueSource(ints = {MIB - 10, MIB, 3 * MIB})
    void slicesShowTheBytesFromTheirPositionOn(int size) throws IOException {
        byte[] bytes = bytes(size);
        Digest digest = publish(bytes);
        try (BlobReader reader = store.open(digest).orElseThrow()) {
            for (int position : new int[] {0, 1, MIB / 2, MIB - 20, MIB - 11, MIB - 1, MIB, MIB + 1, 2 * MIB}) {
                if (position < size) {
                    assertSliceShows(bytes, reader.slice(position, 30), position, 30);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 2 * MIB})
    void aSliceAtTheEndIsEmpty(int size) throws IOException {
        Digest digest = publish(bytes(size));
        try (BlobReader reader = store.open(digest).orElseThrow()) {
            assertEquals(size, reader.size());
            assertFalse(reader.slice(size, 10).hasRemaining());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 2 * MIB})
    void readersOfOneBlobDoNotDisturbEachOther(int size) throws IOException {
        byte[] bytes = bytes(size);
        Digest digest = publish(bytes);
        try (BlobReader one = store.open(digest).orElseThrow()) {
            one.slice(0, 50);
            try (BlobReader other = store.open(digest).orElseThrow()) {
                assertArrayEquals(bytes, other.readAll());
            }
            assertArrayEquals(bytes, one.readAll());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 2 * MIB})
    void publishingTheSameBlobTwiceKeepsOne(int size) throws IOException {
        byte[] bytes = bytes(size);
        publish(bytes);
        BlobUsage once = store.usage();

        publish(bytes);

        assertEquals(once, store.usage());
        assertArrayEquals(bytes, read(Digest.sha256(bytes)));
    }

    @Test
    void anUnknownDigestHasNoBlob() throws IOException {
        assertTrue(store.open(Digest.sha256(bytes(10))).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 2 * MIB})
    void aDeletedBlobIsGone(int size) throws IOException {
        Digest digest = publish(bytes(size));

        store.delete(digest);

        assertTrue(store.open(digest).isEmpty());
        assertEquals(NOTHING, store.usage());
    }

    @Test
    void deletingWhatIsNotThereDoesNothing() throws IOException {
        Digest kept = publish(bytes(100));

        store.delete(Digest.sha256(bytes(200)));

        assertEquals(1, store.usage().blobs());
        assertArrayEquals(bytes(100), read(kept));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 2 * MIB})
    void anOpenReaderReadsOnAfterItsBlobIsDeleted(int size) throws IOException {
        byte[] bytes = bytes(size);
        Digest digest = publish(bytes);
        try (BlobReader reader = store.open(digest).orElseThrow()) {
            store.delete(digest);

            assertTrue(store.open(digest).isEmpty());
            assertArrayEquals(bytes, reader.readAll());
        }
        assertEquals(NOTHING, store.usage());
    }

    @Test
    void closingAReaderTwiceDoesNotTakeTheBlobFromAnother() throws IOException {
        byte[] bytes = bytes(2 * MIB);
        Digest digest = publish(bytes);
        try (BlobReader other = store.open(digest).orElseThrow()) {
            BlobReader reader = store.open(digest).orElseThrow();
            reader.close();
            reader.close();
            store.delete(digest);

            assertArrayEquals(bytes, other.readAll());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 2 * MIB})
    void aDeletedBlobCanBePublishedAgain(int size) throws IOException {
        byte[] bytes = bytes(size);
        store.delete(publish(bytes));

        publish(bytes);

        assertArrayEquals(bytes, read(Digest.sha256(bytes)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 2 * MIB})
    void aDiscardedWriterLeavesNothing(int size) throws IOException {
        writer(bytes(size)).close();

        assertEquals(NOTHING, store.usage());
    }

    @Test
    void aWriterCanBeDiscardedTwice() throws IOException {
        BlobWriter writer = writer(bytes(2 * MIB));
        writer.close();
        writer.close();

        assertEquals(NOTHING, store.usage());
    }

    @Test
    void closingAPublishedWriterDoesNotHarmTheBlob() throws IOException {
        byte[] bytes = bytes(2 * MIB);
        BlobWriter writer = writer(bytes);
        store.publish(writer, Digest.sha256(bytes));
        writer.close();

        assertArrayEquals(bytes, read(Digest.sha256(bytes)));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 2 * MIB})
    void aWriterReadsBackWhatItWasGivenSoFar(int size) throws IOException {
        byte[] bytes = bytes(size);
        try (BlobWriter writer = writer(bytes);
                BlobReader reader = writer.read()) {
            assertArrayEquals(bytes, reader.readAll());
        }
    }

    @Test
    void aDiscardedWriterTakesNoMoreBytes() throws IOException {
        BlobWriter writer = writer(bytes(100));
        writer.close();

        assertThrows(IOException.class, () -> writer.write(new byte[10], 0, 10));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 2 * MIB})
    void publishingADiscardedWriterDoesNotPassOffOtherBytesAsItsDigest(int size) throws IOException {
        byte[] bytes = bytes(size);
        Digest digest = Digest.sha256(bytes);
        BlobWriter writer = writer(bytes);
        writer.close();

        try {
            store.publish(writer, digest);
        } catch (IOException | RuntimeException refused) {
            // A store may say so; what counts is what it holds.
        }

        assertTrue(store.open(digest).isEmpty(), "the discarded bytes must not become a blob");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 2 * MIB})
    void closingFreesBlobsAndUnfinishedWriters(int size) throws IOException {
        Digest digest = publish(bytes(size));
        writer(bytes(size + 1));

        store.close();

        assertEquals(NOTHING, store.usage());
        assertTrue(store.open(digest).isEmpty());
    }

    @Test
    void aWriterThatTheStoresEndOvertookTakesNoMoreBytes() throws IOException {
        BlobWriter writer = writer(bytes(2 * MIB));

        store.close();

        assertThrows(IOException.class, () -> writer.write(new byte[10], 0, 10));
    }

    @Test
    void closingTwiceDoesNothing() throws IOException {
        publish(bytes(2 * MIB));
        store.close();
        store.close();
    }

    private Digest publish(byte[] bytes) throws IOException {
        Digest digest = Digest.sha256(bytes);
        store.publish(writer(bytes), digest);
        return digest;
    }

    private BlobWriter writer(byte[] bytes) throws IOException {
        BlobWriter writer = store.begin();
        writer.write(bytes, 0, bytes.length);
        return writer;
    }

    private byte[] read(Digest digest) throws IOException {
        try (BlobReader reader = store.open(digest).orElseThrow()) {
            return reader.readAll();
        }
    }

    private static void assertSliceShows(byte[] bytes, ByteBuffer slice, int position, int wanted) {
        int length = slice.remaining();
        assertTrue(length >= 1 && length <= wanted, "a slice has one to " + wanted + " bytes, not " + length);
        byte[] seen = new byte[length];
        slice.get(seen);
        assertArrayEquals(Arrays.copyOfRange(bytes, position, position + length), seen);
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
