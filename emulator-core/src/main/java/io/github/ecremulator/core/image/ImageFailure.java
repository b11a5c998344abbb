package io.github.ecremulator.core.image;

import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.ImageId;
import java.util.List;

/**
 * Why one image of a batch was left out.
 *
 * @param image as the request named it
 * @param kind what is wrong
 * @param indexes for {@link Kind#REFERENCED_BY_INDEX} the indexes that list the image, otherwise empty
 */
public record ImageFailure(ImageId image, Kind kind, List<Digest> indexes) {

    /** What can be wrong with one image of a batch. */
    public enum Kind {
        /** It was named by neither digest nor tag. */
        NEITHER_DIGEST_NOR_TAG,
        /** What was given as its digest cannot be one. */
        INVALID_DIGEST,
        /** What was given as its tag cannot be one. */
        INVALID_TAG,
        /** The tag exists and points to another digest. */
        TAG_DOES_NOT_MATCH_DIGEST,
        /** There is no such image. */
        NOT_FOUND,
        /** An index lists it. */
        REFERENCED_BY_INDEX
    }

    static ImageFailure of(ImageId image, Kind kind) {
        return new ImageFailure(image, kind, List.of());
    }
}
