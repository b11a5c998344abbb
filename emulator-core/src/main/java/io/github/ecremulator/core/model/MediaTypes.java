package io.github.ecremulator.core.model;

import java.util.Set;

/**
 * The media types that decide how a manifest is read.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-manifest-formats.html">Container image
 *     manifest format support in Amazon ECR</a>
 */
public final class MediaTypes {

    /** OCI image manifest. */
    public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    /** OCI image index. */
    public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";

    /** Docker image manifest, version 2, schema 2. */
    public static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

    /** Docker manifest list. */
    public static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";

    /** Docker image manifest, version 2, schema 1, unsigned. */
    public static final String DOCKER_SCHEMA1 = "application/vnd.docker.distribution.manifest.v1+json";

    /** Docker image manifest, version 2, schema 1, with its signature. */
    public static final String DOCKER_SCHEMA1_SIGNED = "application/vnd.docker.distribution.manifest.v1+prettyjws";

    /** Configuration of an OCI image. */
    public static final String OCI_CONFIG = "application/vnd.oci.image.config.v1+json";

    /** A layer of an OCI image, compressed with gzip. */
    public static final String OCI_LAYER_GZIP = "application/vnd.oci.image.layer.v1.tar+gzip";

    private static final Set<String> INDEXES = Set.of(OCI_INDEX, DOCKER_LIST);
    private static final Set<String> SCHEMA1 = Set.of(DOCKER_SCHEMA1, DOCKER_SCHEMA1_SIGNED);
    private static final Set<String> MANIFESTS =
            Set.of(OCI_MANIFEST, OCI_INDEX, DOCKER_MANIFEST, DOCKER_LIST, DOCKER_SCHEMA1, DOCKER_SCHEMA1_SIGNED);

    private MediaTypes() {}

    /** Whether a manifest of this type can be stored. */
    public static boolean isManifest(String mediaType) {
        return MANIFESTS.contains(mediaType);
    }

    /** Whether a manifest of this type lists other manifests. */
    public static boolean isIndex(String mediaType) {
        return INDEXES.contains(mediaType);
    }

    /** Whether this is one of the two forms of Docker's schema 1. */
    public static boolean isSchema1(String mediaType) {
        return SCHEMA1.contains(mediaType);
    }

    /** Whether bytes of this layer type are by definition not distributed by the registry. */
    public static boolean isForeignLayer(String mediaType) {
        return mediaType.contains(".foreign.") || mediaType.contains(".nondistributable.");
    }
}
