package io.github.ecremulator.contract.api;

/** Where AWS documents what the tests expect. */
final class ApiReference {

    private static final String API = "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/";
    private static final String GUIDE = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/";

    static final String BATCH_CHECK_LAYER_AVAILABILITY = API + "API_BatchCheckLayerAvailability.html";
    static final String BATCH_DELETE_IMAGE = API + "API_BatchDeleteImage.html";
    static final String BATCH_GET_IMAGE = API + "API_BatchGetImage.html";
    static final String COMPLETE_LAYER_UPLOAD = API + "API_CompleteLayerUpload.html";
    static final String CREATE_REPOSITORY = API + "API_CreateRepository.html";
    static final String DELETE_REPOSITORY = API + "API_DeleteRepository.html";
    static final String DESCRIBE_IMAGES = API + "API_DescribeImages.html";
    static final String DESCRIBE_REPOSITORIES = API + "API_DescribeRepositories.html";
    static final String GET_AUTHORIZATION_TOKEN = API + "API_GetAuthorizationToken.html";
    static final String GET_DOWNLOAD_URL_FOR_LAYER = API + "API_GetDownloadUrlForLayer.html";
    static final String IMAGE_DETAIL = API + "API_ImageDetail.html";
    static final String INITIATE_LAYER_UPLOAD = API + "API_InitiateLayerUpload.html";
    static final String LIST_IMAGE_REFERRERS = API + "API_ListImageReferrers.html";
    static final String LIST_IMAGES = API + "API_ListImages.html";
    static final String LIST_TAGS_FOR_RESOURCE = API + "API_ListTagsForResource.html";
    static final String PUT_IMAGE = API + "API_PutImage.html";
    static final String PUT_IMAGE_TAG_MUTABILITY = API + "API_PutImageTagMutability.html";
    static final String REPOSITORY = API + "API_Repository.html";
    static final String TAG_RESOURCE = API + "API_TagResource.html";
    static final String UNTAG_RESOURCE = API + "API_UntagResource.html";
    static final String UPLOAD_LAYER_PART = API + "API_UploadLayerPart.html";
    static final String COMMON_ERRORS = API + "CommonErrors.html";

    static final String DELETING_AN_IMAGE = GUIDE + "delete_image.html";
    static final String MULTI_ARCHITECTURE = GUIDE + "docker-push-multi-architecture-image.html";
    static final String QUOTAS = GUIDE + "service-quotas.html";
    static final String REGISTRY_AUTHENTICATION = GUIDE + "registry_auth.html";
    static final String RETAGGING = GUIDE + "image-retag.html";
    static final String TAG_MUTABILITY = GUIDE + "image-tag-mutability.html";
    static final String TAGGING_A_REPOSITORY = GUIDE + "ecr-using-tags.html";

    /** The published model of the service, as every AWS SDK carries it. */
    static final String SERVICE_MODEL = "AWS service model of ecr 2015-09-21 (botocore service-2.json)";

    static final String OCI_IMAGE_SPECIFICATION =
            "https://github.com/opencontainers/image-spec/blob/v1.1.1/manifest.md";
    static final String OCI_DISTRIBUTION_SPECIFICATION =
            "https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md";

    private ApiReference() {}
}
