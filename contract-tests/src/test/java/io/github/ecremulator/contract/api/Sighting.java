package io.github.ecremulator.contract.api;

/** Public places where answers of the real service were pasted. */
final class Sighting {

    static final String REPOSITORY_NOT_FOUND = "https://github.com/turbot/steampipe-plugin-aws/issues/1938";
    static final String REPOSITORY_ALREADY_EXISTS = "https://github.com/metaps/genova/issues/164";
    static final String REPOSITORY_NOT_EMPTY = "https://github.com/brentley/appmeshworkshop/issues/31";
    static final String REPOSITORY_NAME_PATTERN = "https://github.com/stelligent/mu/issues/323";
    static final String REPOSITORY_NAME_TOO_SHORT = "https://github.com/aws/aws-dotnet-deploy/issues/549";
    static final String IMAGE_NOT_FOUND = "https://github.com/hashicorp/terraform-provider-aws/issues/35268";
    static final String IMAGE_ALREADY_EXISTS = "https://github.com/buildkite-plugins/ecr-buildkite-plugin/issues/111";
    static final String IMAGE_REFERENCED_BY_MANIFEST_LIST = "https://github.com/aws/aws-cdk/issues/24822";
    static final String IMAGE_DIGEST_DOES_NOT_MATCH = "https://github.com/google/go-containerregistry/issues/1568";
    static final String IMMUTABLE_TAG = "https://github.com/moby/buildkit/issues/3776";
    static final String IMMUTABLE_TAG_SAME_DIGEST = "https://github.com/aws/containers-roadmap/issues/2179";
    static final String REFERENCED_IMAGES_NOT_FOUND = "https://github.com/int128/docker-manifest-create-action/pull/63";
    static final String MANIFEST_IS_NOT_ACCEPTABLE = "https://github.com/aws/aws-cli/issues/8620";
    static final String MANIFEST_WITHOUT_MEDIA_TYPE = "https://github.com/aws/aws-sdk/issues/193";
    static final String IMAGE_TAG_PATTERN = "https://github.com/alexjurkiewicz/ecr-scan-image/issues/40";
    static final String IMAGE_TAG_PATTERN_IN_A_QUERY = "https://github.com/datawire/forge/issues/99";
    static final String IMAGE_DIGEST_PATTERN_IN_A_QUERY = "https://github.com/pulumi/pulumi-aws/issues/2466";
    static final String REGISTRY_ID_PATTERN = "https://github.com/chanzuckerberg/single-cell-data-portal/pull/3781";
    static final String TOO_MANY_IMAGE_IDS = "https://github.com/trek10inc/ecr-cleaner/issues/8";
    static final String NO_IMAGE_IDS = "https://github.com/puemos/aws-lambda-ecr-cleaner/issues/3";
    static final String REGISTRY_IDS_PATTERN = "https://github.com/aws-actions/amazon-ecr-login/issues/225";
    static final String NO_RESOURCE_BASED_POLICY =
            "https://github.com/ministryofjustice/modernisation-platform/pull/4454";
    static final String EXCLUSION_FILTERS_MISSING = "https://github.com/aws/aws-cdk/pull/35246";
    static final String EMPTY_UPLOAD = "https://github.com/devcontainers/cli/issues/814";
    static final String LAYER_PART_TOO_SMALL = "https://github.com/dotnet/sdk-container-builds/issues/424";
    static final String LAYER_PART_OUT_OF_ORDER = "https://github.com/GoogleContainerTools/kaniko/issues/607";
    static final String LAYER_DIGEST_MISMATCH = "https://github.com/dotnet/sdk-container-builds/issues/472";
    static final String LAYER_NOT_FOUND = "https://github.com/monken/aws-ecr-public/issues/11";

    private Sighting() {}
}
