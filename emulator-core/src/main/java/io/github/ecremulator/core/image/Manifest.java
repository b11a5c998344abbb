package io.github.ecremulator.core.image;

import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.MediaTypes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest says, as far as the registry cares.
 *
 * @param mediaType what it is
 * @param digest its address: the hash of its bytes, or of what was signed in Docker's signed schema 1
 * @param content the hash of its bytes as they came
 * @param config the configuration, absent for an index and in schema 1
 * @param layers the layers of an image
 * @param members the manifests that an index lists
 * @param subject the image that it refers to
 * @param artifactType its own artifact type
 * @param annotations its own annotations
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/manifest.md">OCI image specification</a>
 */
public record Manifest(
        String mediaType,
        Digest digest,
        Digest content,
        @Nullable Descriptor config,
        List<Descriptor> layers,
        List<Descriptor> members,
        @Nullable Digest subject,
        @Nullable String artifactType,
        Map<String, String> annotations) {

    /**
     * A reference to content.
     *
     * @param mediaType what it is
     * @param digest which it is
     * @param size how long it is, in bytes; -1 where the manifest does not say (schema 1)
     * @param foreign whether the registry need not have it
     */
    public record Descriptor(String mediaType, Digest digest, long size, boolean foreign) {}

    /** Whether it lists other manifests. */
    public boolean isIndex() {
        return MediaTypes.isIndex(mediaType);
    }

    /** The artifact type by which referrers are filtered: its own, else its configuration's media type. */
    public @Nullable String effectiveArtifactType() {
        if (artifactType != null) {
            return artifactType;
        }
        return config == null ? null : config.mediaType();
    }
}
