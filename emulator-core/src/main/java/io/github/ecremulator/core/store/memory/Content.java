package io.github.ecremulator.core.store.memory;

import io.github.ecremulator.core.store.BlobReader;
import java.util.Optional;

/** The bytes of one published blob. */
interface Content {

    /** Size in bytes. */
    long size();

    /** A reader, or nothing when the content was released before it could be opened. */
    Optional<BlobReader> open();

    /** Lets go of the bytes as soon as the last open reader has closed. */
    void release();
}
