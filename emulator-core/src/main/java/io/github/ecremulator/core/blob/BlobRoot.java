package io.github.ecremulator.core.blob;

import io.github.ecremulator.core.model.Digest;

/** Something that keeps blobs alive: an emulator's newest state, or a snapshot. */
public interface BlobRoot {

    /** Whether this root links a blob. */
    boolean uses(Digest blob);
}
