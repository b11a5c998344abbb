package io.github.ecremulator.core.store.memory;

import io.github.ecremulator.core.store.BlobReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** Reads a file through mappings, the fastest way to hand it to a socket without native code. */
final class MappedReader implements BlobReader {

    private static final long WINDOW = 1L << 30;

    private final FileChannel channel;
    private final long size;
    private final Runnable onClose;
    private @Nullable MappedByteBuffer window;
    private long windowStart;
    private boolean closed;

    MappedReader(FileChannel channel, long size, Runnable onClose) {
        this.channel = channel;
        this.size = size;
        this.onClose = onClose;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public ByteBuffer slice(long position, int length) throws IOException {
        long start = position / WINDOW * WINDOW;
        if (window == null || windowStart != start) {
            window = channel.map(FileChannel.MapMode.READ_ONLY, start, Math.min(WINDOW, size - start));
            windowStart = start;
        }
        int offset = (int) (position - start);
        return window.slice(offset, Math.min(length, window.capacity() - offset));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            onClose.run();
        }
    }
}
