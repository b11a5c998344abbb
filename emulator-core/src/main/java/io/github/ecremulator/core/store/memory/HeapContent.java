package io.github.ecremulator.core.store.memory;

import io.github.ecremulator.core.store.BlobReader;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A small blob; the garbage collector frees it when neither the store nor a reader holds it. */
record HeapContent(byte[] bytes) implements Content {

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public Optional<BlobReader> open() {
        return Optional.of(new HeapReader(bytes, bytes.length));
    }

    @Override
    public void release() {}

    /** Reads the beginning of an array. */
    record HeapReader(byte[] bytes, int length) implements BlobReader {

        @Override
        public long size() {
            return length;
        }

        @Override
        public ByteBuffer slice(long position, int wanted) {
            int start = Math.toIntExact(position);
            return ByteBuffer.wrap(bytes, start, Math.min(wanted, length - start))
                    .slice();
        }

        @Override
        public void close() {}
    }
}
