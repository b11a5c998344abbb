package io.github.ecremulator.core.store;

import io.github.ecremulator.core.model.Digest;
import java.io.IOException;
import java.util.Optional;

/**
 * Content-addressed bytes, shared by everything that links them. A store knows nothing of repositories: whoever owns it
 * decides when a blob is no longer linked. Safe for use by many threads.
 */
public interface BlobStore extends AutoCloseable {

    /** Opens a place for bytes whose digest is not known yet. */
    BlobWriter begin() throws IOException;

    /**
     * Keeps what was written under its digest; without effect when the digest is there already. The writer is closed
     * either way.
     *
     * @throws IllegalStateException when the bytes were discarded
     */
    void publish(BlobWriter writer, Digest digest) throws IOException;

    /** Opens a blob for reading; what was opened stays readable when the blob is deleted meanwhile. */
    Optional<BlobReader> open(Digest digest) throws IOException;

    /** Forgets a blob; without effect when there is none. */
    void delete(Digest digest);

    /** What is held at this moment. */
    BlobUsage usage();

    /** Frees everything. */
    @Override
    void close();
}
