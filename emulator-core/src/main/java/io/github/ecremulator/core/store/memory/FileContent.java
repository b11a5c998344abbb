package io.github.ecremulator.core.store.memory;

import io.github.ecremulator.core.store.BlobReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A large blob in a temporary file that disappears when its channel closes, which is when the store and all readers
 * have let go of it.
 */
final class FileContent implements Content {

    private final FileChannel channel;
    private final long size;
    private final AtomicInteger files;
    private int holders = 1;

    FileContent(FileChannel channel, long size, AtomicInteger files) {
        this.channel = channel;
        this.size = size;
        this.files = files;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public synchronized Optional<BlobReader> open() {
        if (holders == 0) {
            return Optional.empty();
        }
        holders++;
        return Optional.of(new MappedReader(channel, size, this::release));
    }

    @Override
    public synchronized void release() {
        if (--holders == 0) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                files.decrementAndGet();
            }
        }
    }
}
