package io.github.ecremulator.core.store.memory;

import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.store.BlobReader;
import io.github.ecremulator.core.store.BlobStore;
import io.github.ecremulator.core.store.BlobUsage;
import io.github.ecremulator.core.store.BlobWriter;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps blobs until it is closed: up to 1 MiB on the heap, above that in temporary files. The files have no name from
 * the moment they are opened, where the operating system allows that, so that even a killed process leaves none behind.
 */
public final class MemoryBlobStore implements BlobStore {

    /** The largest blob that is kept on the heap, in bytes. */
    static final int HEAP_LIMIT = 1 << 20;

    private final ConcurrentHashMap<Digest, Content> contents = new ConcurrentHashMap<>();
    private final Set<MemoryBlobWriter> writers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger files = new AtomicInteger();

    @Override
    public BlobWriter begin() {
        MemoryBlobWriter writer = new MemoryBlobWriter(files, writers::remove);
        writers.add(writer);
        return writer;
    }

    @Override
    public void publish(BlobWriter writer, Digest digest) {
        try (writer) {
            contents.computeIfAbsent(digest, absent -> ((MemoryBlobWriter) writer).take());
        }
    }

    @Override
    public Optional<BlobReader> open(Digest digest) throws IOException {
        Content content = contents.get(digest);
        return content == null ? Optional.empty() : content.open();
    }

    @Override
    public void delete(Digest digest) {
        Content content = contents.remove(digest);
        if (content != null) {
            content.release();
        }
    }

    @Override
    public BlobUsage usage() {
        long bytes = contents.values().stream().mapToLong(Content::size).sum();
        return new BlobUsage(contents.size(), bytes, files.get());
    }

    @Override
    public void close() {
        writers.forEach(MemoryBlobWriter::close);
        contents.keySet().forEach(this::delete);
    }
}
