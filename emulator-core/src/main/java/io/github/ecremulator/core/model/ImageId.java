package io.github.ecremulator.core.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a request names an image: by digest, by tag, by both or by neither, exactly as it came. A digest or tag that
 * cannot exist is kept as text, because ECR answers about it item by item.
 *
 * @param digest the digest as sent
 * @param tag the tag as sent
 */
public record ImageId(@Nullable String digest, @Nullable String tag) {

    /** An image by its digest. */
    public static ImageId ofDigest(Digest digest) {
        return new ImageId(digest.value(), null);
    }

    /** An image by its tag. */
    public static ImageId ofTag(ImageTag tag) {
        return new ImageId(null, tag.value());
    }

    /** An image by digest and, when it has one, tag. */
    public static ImageId of(Digest digest, @Nullable ImageTag tag) {
        return new ImageId(digest.value(), tag == null ? null : tag.value());
    }

    /** The digest, when it is one that an image can have. */
    public Optional<Digest> usableDigest() {
        return digest != null && Digest.isSupported(digest) ? Optional.of(new Digest(digest)) : Optional.empty();
    }

    /** The tag, when it is one that an image can have. */
    public Optional<ImageTag> usableTag() {
        return tag != null && ImageTag.isValid(tag) ? Optional.of(new ImageTag(tag)) : Optional.empty();
    }
}
