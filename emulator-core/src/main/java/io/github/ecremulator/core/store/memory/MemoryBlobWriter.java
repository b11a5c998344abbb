package io.github.ecremulator.core.store.memory;

import io.github.ecremulator.core.store.BlobReader;
import io.github.ecremulator.core.store.BlobWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects bytes on the heap and moves them to a file when they outgrow it. */
final class MemoryBlobWriter implements BlobWriter {

    private final AtomicInteger files;
    private final Consumer<MemoryBlobWriter> onClose;
    private byte[] heap = new byte[0];
    private @Nullable FileChannel file;
    private long size;
    private boolean done;

    MemoryBlobWriter(AtomicInteger files, Consumer<MemoryBlobWriter> onClose) {
        this.files = files;
        this.onClose = onClose;
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        if (done) {
            throw new IOException("the upload has ended");
        }
        if (file == null && size + length > MemoryBlobStore.HEAP_LIMIT) {
            file = spill();
        }
        if (file != null) {
            append(file, ByteBuffer.wrap(bytes, offset, length));
        } else {
            int needed = (int) size + length;
            if (needed > heap.length) {
                heap = Arrays.copyOf(heap, Math.min(MemoryBlobStore.HEAP_LIMIT, Math.max(needed, heap.length * 2)));
            }
            System.arraycopy(bytes, offset, heap, (int) size, length);
        }
        size += length;
    }

    @Override
    public synchronized long size() {
        return size;
    }

    @Override
    public synchronized BlobReader read() {
        if (file == null) {
            return new HeapContent.HeapReader(heap, (int) size);
        }
        return new MappedReader(file, size, () -> {});
    }

    /** The bytes as a blob's content; this writer is then empty. */
    synchronized Content take() {
        if (done) {
            throw new IllegalStateException("the bytes were discarded");
        }
        done = true;
        FileChannel taken = file;
        file = null;
        return taken != null ? new FileContent(taken, size, files) : new HeapContent(Arrays.copyOf(heap, (int) size));
    }

    @Override
    public synchronized void close() {
        done = true;
        heap = new byte[0];
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                file = null;
                files.decrementAndGet();
            }
        }
        onClose.accept(this);
    }

    private FileChannel spill() throws IOException {
        Path path = Files.createTempFile("ecr-emulator-", ".blob");
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw e;
        }
        try {
            append(channel, ByteBuffer.wrap(heap, 0, (int) size));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        files.incrementAndGet();
        heap = new byte[0];
        return channel;
    }

    private static void append(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
