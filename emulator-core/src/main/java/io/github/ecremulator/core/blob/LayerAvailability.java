package io.github.ecremulator.core.blob;

import io.github.ecremulator.core.state.LayerLink;
import java.util.Optional;

/**
 * What a repository knows of a layer that was asked about.
 *
 * @param digest as it was asked
 * @param form whether the text can be a digest at all
 * @param link the layer, when the repository has it
 */
public record LayerAvailability(String digest, Form form, Optional<LayerLink> link) {

    /** Whether a text can be a digest. */
    public enum Form {
        /** It can. */
        WELL_FORMED,
        /** It is empty. */
        MISSING,
        /** It cannot. */
        MALFORMED
    }
}
