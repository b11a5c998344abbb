package io.github.ecremulator.core.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a repository has a layer or configuration. Sharing the bytes between repositories is the store's affair: without
 * a link, a digest does not exist in a repository.
 *
 * @param size in bytes
 * @param mediaType what the manifest that refers to it says it is, absent before one does
 * @param references how many images of the repository refer to it
 * @param unusedSince since when none does; of no meaning while one does
 */
public record LayerLink(long size, @Nullable String mediaType, int references, Instant unusedSince) {

    /** Whether an image refers to it. */
    public boolean isReferenced() {
        return references > 0;
    }

    LayerLink referenced(String type) {
        return new LayerLink(size, mediaType == null ? type : mediaType, references + 1, unusedSince);
    }

    LayerLink unusedSince(Instant now) {
        return new LayerLink(size, mediaType, references, now);
    }

    LayerLink released(Instant now) {
        return new LayerLink(size, mediaType, references - 1, now);
    }
}
