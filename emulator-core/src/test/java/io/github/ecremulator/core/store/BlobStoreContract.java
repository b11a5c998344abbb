package io.github.ecremulator.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecremulator.core.model.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every blob store keeps. After each test the store is closed, and must have left nothing: no blob, no writer, no
 * file, no open descriptor.
 */
public abstract class BlobStoreContract {

    private static final int MIB = 1 << 20;
    private static final int THREADS = 4;

    private BlobStore store;
    private LeftoverFiles leftovers;

    /** A store without anything in it. */
    protected abstract BlobStore newStore() throws IOException;

    /** The files of such stores that exist or are open in this process. */
    protected abstract LeftoverFiles leftovers() throws IOException;

    @BeforeEach
    void openStore() throws IOException {
        leftovers = leftovers();
        store = newStore();
    }

    @AfterEach
    void closedStoresLeaveNothing() throws IOException {
        store.close();
        assertThat(store.usage()).isEqualTo(new BlobUsage(0, 0, 0));
        assertThat(leftovers.since()).as("files left behind").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4_096, MIB - 1, MIB, MIB + 1, 3 * MIB + 17})
    void a_blob_reads_back_as_it_was_written(int size) throws IOException {
        byte[] content = bytes(size);
        Digest digest = publish(content);

        assertThat(read(digest)).isEqualTo(content);
        assertThat(store.usage().blobs()).isEqualTo(1);
        assertThat(store.usage().bytes()).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7_919, 65_536, MIB - 1, MIB + 1})
    void it_does_not_matter_in_which_pieces_it_is_written(int piece) throws IOException {
        byte[] content = bytes(2 * MIB + 5);
        BlobWriter writer = store.begin();
        int from = piece == 1 ? content.length - 100_000 : 0;
        writer.write(content, 0, from);
        for (int position = from; position < content.length; position += piece) {
            writer.write(content, position, Math.min(piece, content.length - position));
        }

        assertThat(writer.size()).isEqualTo(content.length);
        Digest digest = Digest.sha256(content);
        store.publish(writer, digest);
        assertThat(read(digest)).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, MIB, 2 * MIB + 3})
    void slices_hold_what_is_at_their_place(int size) throws IOException {
        byte[] content = bytes(size);
        try (BlobReader reader = store.open(publish(content)).orElseThrow()) {
            for (int position : new int[] {0, 1, size / 2, MIB - 1, MIB, MIB + 1, size - 1}) {
                for (int wanted : new int[] {1, 5, MIB, Integer.MAX_VALUE}) {
                    if (position < size) {
                        ByteBuffer slice = reader.slice(position, wanted);
                        assertThat(slice.remaining()).isBetween(1, wanted);
                        byte[] got = new byte[slice.remaining()];
                        slice.get(got);
                        assertThat(got).isEqualTo(part(content, position, got.length));
                    }
                }
            }
            assertThat(reader.slice(size, 5).remaining()).as("at the end").isZero();
        }
    }

    @Test
    void slices_one_after_the_other_make_the_whole() throws IOException {
        byte[] content = bytes(3 * MIB + 1);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (BlobReader reader = store.open(publish(content)).orElseThrow()) {
            for (long position = 0; position < reader.size(); ) {
                ByteBuffer slice = reader.slice(position, 999_983);
                byte[] got = new byte[slice.remaining()];
                slice.get(got);
                whole.writeBytes(got);
                position += got.length;
            }
        }

        assertThat(whole.toByteArray()).isEqualTo(content);
    }

    @Test
    void a_slice_stays_as_it_is_while_others_are_taken() throws IOException {
        byte[] content = bytes(2 * MIB);
        try (BlobReader reader = store.open(publish(content)).orElseThrow()) {
            ByteBuffer first = reader.slice(0, 10);
            reader.slice(MIB, 10).get();
            byte[] got = new byte[10];
            first.get(got);

            assertThat(got).isEqualTo(part(content, 0, 10));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 2 * MIB})
    void a_writer_shows_what_it_has_so_far(int size) throws IOException {
        byte[] content = bytes(size);
        try (BlobWriter writer = store.begin()) {
            writer.write(content, 0, size - 2);
            try (BlobReader reader = writer.read()) {
                assertThat(reader.size()).isEqualTo(size - 2);
                assertThat(reader.readAll()).isEqualTo(part(content, 0, size - 2));
            }
            writer.write(content, size - 2, 2);
            try (BlobReader reader = writer.read()) {
                assertThat(reader.readAll()).isEqualTo(content);
            }
        }
    }

    @Test
    void what_was_not_published_is_not_there() throws IOException {
        assertThat(store.open(Digest.sha256(bytes(3)))).isEmpty();
        store.delete(Digest.sha256(bytes(3)));

        assertThat(store.usage()).isEqualTo(new BlobUsage(0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 2 * MIB})
    void publishing_what_is_there_changes_nothing_and_closes_the_writer(int size) throws IOException {
        byte[] content = bytes(size);
        Digest digest = publish(content);
        BlobUsage once = store.usage();
        BlobWriter second = writerOf(content);
        store.publish(second, digest);

        assertThat(store.usage()).isEqualTo(once);
        assertThat(read(digest)).isEqualTo(content);
        assertThatThrownBy(() -> second.write(content, 0, 1)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 2 * MIB})
    void a_deleted_blob_is_gone(int size) throws IOException {
        Digest digest = publish(bytes(size));
        store.delete(digest);
        store.delete(digest);

        assertThat(store.open(digest)).isEmpty();
        assertThat(store.usage()).isEqualTo(new BlobUsage(0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 2 * MIB})
    void a_blob_that_was_deleted_can_come_again(int size) throws IOException {
        byte[] content = bytes(size);
        store.delete(publish(content));

        assertThat(read(publish(content))).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 2 * MIB})
    void what_is_being_read_stays_readable_when_it_is_deleted(int size) throws IOException {
        byte[] content = bytes(size);
        Digest digest = publish(content);
        try (BlobReader first = store.open(digest).orElseThrow();
                BlobReader second = store.open(digest).orElseThrow()) {
            store.delete(digest);
            assertThat(store.open(digest)).isEmpty();
            assertThat(first.readAll()).isEqualTo(content);
            first.close();
            first.close();
            assertThat(second.readAll()).isEqualTo(content);
        }

        assertThat(store.usage()).isEqualTo(new BlobUsage(0, 0, 0));
    }

    @Test
    void the_same_blob_can_be_published_anew_while_its_deleted_self_is_read() throws IOException {
        byte[] content = bytes(2 * MIB);
        Digest digest = publish(content);
        try (BlobReader old = store.open(digest).orElseThrow()) {
            store.delete(digest);
            publish(content);

            assertThat(old.readAll()).isEqualTo(content);
        }
        assertThat(read(digest)).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 2 * MIB})
    void a_discarded_writer_leaves_nothing_and_takes_nothing_more(int size) throws IOException {
        BlobWriter writer = writerOf(bytes(size));
        writer.close();
        writer.close();

        assertThat(store.usage()).isEqualTo(new BlobUsage(0, 0, 0));
        assertThatThrownBy(() -> writer.write(new byte[1], 0, 1)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 2 * MIB})
    void a_discarded_writer_publishes_nothing(int size) throws IOException {
        byte[] content = bytes(size);
        Digest digest = Digest.sha256(content);
        BlobWriter writer = writerOf(content);
        writer.close();

        assertThatThrownBy(() -> store.publish(writer, digest)).isInstanceOf(IllegalStateException.class);
        assertThat(store.open(digest)).isEmpty();
    }

    @Test
    void closing_the_store_frees_published_blobs_and_open_writers() throws IOException {
        publish(bytes(5));
        publish(bytes(2 * MIB));
        BlobWriter small = writerOf(bytes(7));
        BlobWriter large = writerOf(bytes(3 * MIB));
        store.close();

        assertThat(store.usage()).isEqualTo(new BlobUsage(0, 0, 0));
        assertThatThrownBy(() -> small.write(new byte[1], 0, 1)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> large.write(new byte[1], 0, 1)).isInstanceOf(IOException.class);
    }

    @Test
    void a_reader_that_outlives_the_store_lets_go_when_it_closes() throws IOException {
        BlobReader reader = store.open(publish(bytes(2 * MIB))).orElseThrow();
        store.close();
        reader.close();

        assertThat(store.usage()).isEqualTo(new BlobUsage(0, 0, 0));
    }

    @Test
    void several_read_one_blob_at_once() throws Exception {
        byte[] content = bytes(2 * MIB + 11);
        Digest digest = publish(content);

        assertThat(atOnce(() -> read(digest))).allSatisfy(got -> assertThat(got).isEqualTo(content));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 2 * MIB})
    void of_several_who_publish_the_same_at_once_one_is_kept(int size) throws Exception {
        byte[] content = bytes(size);
        for (int round = 0; round < 10; round++) {
            List<Digest> digests = atOnce(() -> publish(content));

            assertThat(digests).containsOnly(Digest.sha256(content));
            assertThat(store.usage().blobs()).isEqualTo(1);
            assertThat(store.usage().bytes()).isEqualTo(size);
            assertThat(read(digests.get(0))).isEqualTo(content);
            store.delete(digests.get(0));
            assertThat(store.usage()).isEqualTo(new BlobUsage(0, 0, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, MIB + 1})
    void whoever_opens_a_blob_that_comes_and_goes_gets_all_of_it_or_nothing(int size) throws Exception {
        byte[] content = bytes(size);
        Digest digest = Digest.sha256(content);
        atOnce(() -> {
            for (int round = 0; round < 50; round++) {
                publish(content);
                try (BlobReader reader = store.open(digest).orElse(null)) {
                    if (reader != null) {
                        assertThat(reader.readAll()).isEqualTo(content);
                    }
                }
                store.delete(digest);
            }
            return digest;
        });

        assertThat(store.usage()).isEqualTo(new BlobUsage(0, 0, 0));
    }

    @Test
    void several_write_different_blobs_at_once() throws Exception {
        List<byte[]> contents = List.of(bytes(5), bytes(MIB), bytes(MIB + 1), bytes(2 * MIB));
        List<Callable<Digest>> tasks = new ArrayList<>();
        contents.forEach(content -> tasks.add(() -> publish(content)));
        allAtOnce(tasks);

        for (byte[] content : contents) {
            assertThat(read(Digest.sha256(content))).isEqualTo(content);
        }
        assertThat(store.usage().blobs()).isEqualTo(contents.size());
    }

    /** The store under test, for what a particular store promises beyond this. */
    protected final BlobStore store() {
        return store;
    }

    /** A writer that has been given some bytes. */
    protected final BlobWriter writerOf(byte[] content) throws IOException {
        BlobWriter writer = store.begin();
        writer.write(content, 0, content.length);
        return writer;
    }

    /** Publishes some bytes under their digest. */
    protected final Digest publish(byte[] content) throws IOException {
        Digest digest = Digest.sha256(content);
        store.publish(writerOf(content), digest);
        return digest;
    }

    /** Bytes that differ from those of any other length. */
    protected static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private byte[] read(Digest digest) throws IOException {
        try (BlobReader reader = store.open(digest).orElseThrow()) {
            return reader.readAll();
        }
    }

    private static byte[] part(byte[] content, int from, int length) {
        byte[] part = new byte[length];
        System.arraycopy(content, from, part, 0, length);
        return part;
    }

    private static <R> List<R> atOnce(Callable<R> task) throws Exception {
        List<Callable<R>> tasks = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            tasks.add(task);
        }
        return allAtOnce(tasks);
    }

    private static <R> List<R> allAtOnce(List<Callable<R>> tasks) throws Exception {
        CyclicBarrier start = new CyclicBarrier(tasks.size());
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<Future<R>> futures = new ArrayList<>();
            for (Callable<R> task : tasks) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return task.call();
                }));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
