package io.github.ecremulator.core.store;

import java.io.IOException;

/** Bytes on their way into a store. Not safe for use by several threads at once. */
public interface BlobWriter extends AutoCloseable {

    /** Appends bytes. */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /** How many bytes were appended. */
    long size();

    /** Reads back what was appended so far. */
    BlobReader read() throws IOException;

    /** Discards the bytes, unless they were published. */
    @Override
    void close();
}
