package io.github.ecremulator.core.image;

import io.github.ecremulator.core.image.ImageFailure.Kind;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.ImageId;
import io.github.ecremulator.core.model.ImageTag;
import io.github.ecremulator.core.state.Image;
import io.github.ecremulator.core.state.ImageSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an image id means among some images: an image, under a tag when one was given, or the reason why none.
 *
 * @param found the image
 * @param failure why there is none
 */
record Lookup(Optional<TaggedImage> found, Optional<ImageFailure> failure) {

    static Lookup of(ImageSet images, ImageId id) {
        if (id.digest() == null && id.tag() == null) {
            return failed(id, Kind.NEITHER_DIGEST_NOR_TAG);
        }
        if (id.digest() != null && !Digest.isWellFormed(id.digest())) {
            return failed(id, Kind.INVALID_DIGEST);
        }
        if (id.tag() != null && !ImageTag.isValid(id.tag())) {
            return failed(id, Kind.INVALID_TAG);
        }
        Optional<ImageTag> tag = id.usableTag();
        if (tag.isEmpty()) {
            return found(id, id.usableDigest().flatMap(images::get), null);
        }
        Optional<Image> tagged = tag.flatMap(images::get);
        boolean other = id.digest() != null
                && tagged.isPresent()
                && !tagged.get().digest().value().equals(id.digest());
        return other ? failed(id, Kind.TAG_DOES_NOT_MATCH_DIGEST) : found(id, tagged, tag.get());
    }

    private static Lookup found(ImageId id, Optional<Image> image, @Nullable ImageTag tag) {
        return image.map(it -> new Lookup(Optional.of(new TaggedImage(it, tag)), Optional.empty()))
                .orElseGet(() -> failed(id, Kind.NOT_FOUND));
    }

    private static Lookup failed(ImageId id, Kind kind) {
        return new Lookup(Optional.empty(), Optional.of(new ImageFailure(id, kind, List.of())));
    }
}
