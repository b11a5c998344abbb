package io.github.ecremulator.core.state;

import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.ImageTag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedSet;

/**
 * An image: what its manifest says that is needed without reading it. The manifest's bytes are a blob.
 *
 * @param digest by which the image is known
 * @param content the blob with the manifest's bytes; another digest only in Docker's signed schema 1
 * @param sequence the place in the order of pushes, unique within the repository
 * @param mediaType of the manifest
 * @param manifestSize in bytes
 * @param artifactType the manifest's artifact type, else its configuration's media type; absent for an index
 * @param size what ECR calls the image's size: configuration and layers as declared, or the largest member of an index
 * @param pushedAt when the digest was first pushed
 * @param lastPulledAt when it was last pulled
 * @param tags all its tags, sorted
 * @param subject the digest of the image that this one refers to
 * @param blobs the configuration and layers that must lie in the repository, without repetition
 * @param members the manifests that an index lists, without repetition
 * @param status whether it can be pulled
 */
public record Image(
        Digest digest,
        Digest content,
        long sequence,
        String mediaType,
        long manifestSize,
        @Nullable String artifactType,
        long size,
        Instant pushedAt,
        @Nullable Instant lastPulledAt,
        PSortedSet<ImageTag> tags,
        @Nullable Digest subject,
        List<LayerReference> blobs,
        List<Digest> members,
        ImageStatus status) {

    /**
     * A blob as a manifest refers to it.
     *
     * @param digest which blob
     * @param mediaType what the manifest says it is
     */
    public record LayerReference(Digest digest, String mediaType) {}

    Image withTag(ImageTag tag) {
        return copy(sequence, lastPulledAt, tags.plus(tag));
    }

    Image withoutTag(ImageTag tag) {
        return copy(sequence, lastPulledAt, tags.minus(tag));
    }

    Image at(long position) {
        return copy(position, lastPulledAt, tags);
    }

    Image pulledAt(Instant instant) {
        return copy(sequence, instant, tags);
    }

    private Image copy(long newSequence, @Nullable Instant newLastPulledAt, PSortedSet<ImageTag> newTags) {
        return new Image(
                digest,
                content,
                newSequence,
                mediaType,
                manifestSize,
                artifactType,
                size,
                pushedAt,
                newLastPulledAt,
                newTags,
                subject,
                blobs,
                members,
                status);
    }
}
