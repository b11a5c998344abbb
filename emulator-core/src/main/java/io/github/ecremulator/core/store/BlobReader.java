package io.github.ecremulator.core.store;

import java.io.IOException;
import java.nio.ByteBuffer;

/** An open blob. Not safe for use by several threads at once. */
public interface BlobReader extends AutoCloseable {

    /** Size in bytes. */
    long size();

    /**
     * Bytes from a position on, without copying them when the store can avoid it.
     *
     * @param position 0 to {@link #size()}
     * @param length the most bytes wanted
     * @return at least one byte unless the position is the end; valid until the reader is closed
     */
    ByteBuffer slice(long position, int length) throws IOException;

    /** The whole blob, which must be small enough to hold. */
    default byte[] readAll() throws IOException {
        byte[] bytes = new byte[Math.toIntExact(size())];
        int position = 0;
        while (position < bytes.length) {
            ByteBuffer slice = slice(position, bytes.length - position);
            int length = slice.remaining();
            slice.get(bytes, position, length);
            position += length;
        }
        return bytes;
    }

    @Override
    void close();
}
