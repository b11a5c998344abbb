package io.github.ecremulator.server.error;

import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrError.AccessDenied;
import io.github.ecremulator.core.error.EcrError.InvalidManifest;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.ImageId;
import io.github.ecremulator.core.model.RepositoryId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The sentence ECR writes for each error. API and registry use the same sentences; where AWS has not published one, ours
 * stands here and nowhere else.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/common-errors.html">Troubleshooting Amazon ECR
 *     error messages</a>
 */
public final class EcrMessages {

    private static final Map<Class<? extends EcrError>, Function<EcrError, String>> SENTENCES = new HashMap<>();

    static {
        say(EcrError.AccessDenied.class, EcrMessages::accessDenied);
        say(EcrError.InvalidParameter.class, it -> invalid(it.member(), it.constraint()));
        say(EcrError.InvalidPageToken.class, it -> invalid("nextToken", "Invalid token provided"));
        say(EcrError.InvalidResourceTags.class, it -> "Tag parameters are invalid");
        say(
                EcrError.TooManyResourceTags.class,
                it -> "The maximum of " + it.limit() + " tags for a repository has been exceeded");
        say(
                EcrError.LimitExceeded.class,
                it -> "The " + it.thing() + " limit of " + it.limit() + " has been exceeded for the registry with id '"
                        + it.account() + "'");
        say(
                EcrError.MutabilityFiltersMissing.class,
                it -> invalid(
                        "imageTagMutabilityExclusionFilters",
                        "ImageTagMutabilityExclusionFilters can't be null when imageTagMutability is set as "
                                + it.mode()));
        say(
                EcrError.MutabilityFiltersNotAllowed.class,
                it -> invalid(
                        "imageTagMutabilityExclusionFilters",
                        "ImageTagMutabilityExclusionFilters must be null when imageTagMutability is set as "
                                + it.mode()));
        say(
                EcrError.TooManyWildcards.class,
                it -> invalid(
                        "imageTagMutabilityExclusionFilters",
                        "Filter '" + it.filter() + "' must have at most " + it.limit() + " wildcards"));
        say(
                EcrError.EncryptionNotAvailable.class,
                it -> invalid(
                        "encryptionConfiguration.encryptionType",
                        "Encryption type " + it.type() + " is not supported in this region"));
        say(
                EcrError.RepositoryNotFound.class,
                it -> "The repository with name '" + it.repository().name()
                        + "' does not exist in the registry with id '" + account(it.repository()) + "'");
        say(
                EcrError.RepositoryAlreadyExists.class,
                it -> "The repository with name '" + it.repository().name()
                        + "' already exists in the registry with id '" + account(it.repository()) + "'");
        say(
                EcrError.RepositoryNotEmpty.class,
                it -> "The repository with name '" + it.repository().name() + "' in registry with id '"
                        + account(it.repository()) + "' cannot be deleted because it still contains images");
        say(
                EcrError.ImageNotFound.class,
                it -> "The image with imageId " + imageId(it.image())
                        + " does not exist within the repository with name '"
                        + it.repository().name() + "' in the registry with id '" + account(it.repository()) + "'");
        say(
                EcrError.ImageAlreadyExists.class,
                it -> "Image with digest '" + it.digest() + "' and tag '" + it.tag()
                        + "' already exists in the repository with name '"
                        + it.repository().name()
                        + "' in registry with id '" + account(it.repository()) + "'");
        say(
                EcrError.ImageTagAlreadyExists.class,
                it -> "The image tag '" + it.tag() + "' already exists in the '"
                        + it.repository().name()
                        + "' repository and cannot be overwritten because the tag is immutable.");
        say(
                EcrError.ImageDigestDoesNotMatch.class,
                it -> "The image with digest '" + it.digest() + "' in repository '"
                        + it.repository().name()
                        + "' and registry ID '" + account(it.repository())
                        + "' does not match the image digest that Amazon ECR has calculated.");
        say(EcrError.LayersNotFound.class, it -> required("Layers", it.digests(), it.repository()));
        say(EcrError.ReferencedImagesNotFound.class, it -> required("Images", it.digests(), it.repository()));
        say(EcrError.InvalidManifest.class, EcrMessages::invalidManifest);
        say(
                EcrError.LayerNotFound.class,
                it -> "The layer with digest '" + it.digest() + "' does not exist within the repository with name '"
                        + it.repository().name() + "' in the registry with id '" + account(it.repository()) + "'");
        say(
                EcrError.LayerInaccessible.class,
                it -> "The layer with digest '" + it.digest()
                        + "' is not associated with an image in the repository with name '"
                        + it.repository().name() + "' in the registry with id '" + account(it.repository()) + "'");
        say(
                EcrError.LayerAlreadyExists.class,
                it -> "Layer with digest '" + it.digest() + "' already exists in the repository with name '"
                        + it.repository().name() + "' in registry with id '" + account(it.repository()) + "'");
        say(EcrError.UploadNotFound.class, it -> upload(it.uploadId(), it.repository()) + " does not exist");
        say(
                EcrError.EmptyUpload.class,
                it -> upload(it.uploadId(), it.repository())
                        + " cannot be completed because it does not have any parts");
        say(EcrError.LayerPartTooSmall.class, it -> "All layer parts except the last part should be at least 5MB");
        say(
                EcrError.PartOutOfOrder.class,
                it -> "First byte of the layer part is " + it.firstByte() + " instead of " + it.expectedFirstByte());
        say(
                EcrError.PartLengthMismatch.class,
                it -> "Length of the layer part is " + it.received() + " instead of " + it.declared());
        say(
                EcrError.LayerDigestMismatch.class,
                it -> "None of the provided layer digests match the calculated layer digest");
        say(EcrError.NotAuthenticated.class, it -> "Not Authorized");
        say(EcrError.TokenInvalid.class, it -> "Your Authorization Token is invalid.");
        say(EcrError.TokenExpired.class, it -> "Your authorization token has expired. Reauthenticate and try again.");
    }

    private EcrMessages() {}

    /** The sentence for an error. */
    public static String of(EcrError error) {
        Function<EcrError, String> sentence = SENTENCES.get(error.getClass());
        if (sentence == null) {
            throw new IllegalStateException("no sentence for " + error);
        }
        return sentence.apply(error);
    }

    /** The sentence for a member of a request that breaks a rule. */
    public static String invalid(String member, String constraint) {
        return "Invalid parameter at '" + member + "' failed to satisfy constraint: '" + constraint + "'";
    }

    private static <E extends EcrError> void say(Class<E> kind, Function<E, String> sentence) {
        SENTENCES.put(kind, error -> sentence.apply(kind.cast(error)));
    }

    private static String accessDenied(AccessDenied denied) {
        String policy = denied.reason() == AccessDenied.Reason.NO_RESOURCE_POLICY ? "resource-based" : "identity-based";
        return "User: " + denied.principal() + " is not authorized to perform: " + denied.action() + " on resource: "
                + denied.resource() + " because no " + policy + " policy allows the " + denied.action() + " action";
    }

    private static String invalidManifest(InvalidManifest error) {
        return switch (error.fault()) {
            case UNREADABLE -> invalid("ImageManifest", "Invalid JSON syntax");
            case NO_LAYERS -> invalid("ImageManifest", "Image has to have at least 1 layer");
            case TOO_MANY_LAYERS -> invalid("ImageManifest", "Limit on number of layers per image exceeded");
            case TOO_LONG -> invalid("imageManifest", "Member must have length less than or equal to 4194304");
        };
    }

    private static String required(String what, List<Digest> digests, RepositoryId repository) {
        String list = digests.stream().map(Digest::value).collect(Collectors.joining(", "));
        return what + " with digests '[" + list + "]' required for pushing image into repository with name '"
                + repository.name() + "' in the registry with id '" + account(repository) + "' do not exist";
    }

    private static String upload(String uploadId, RepositoryId repository) {
        return "The upload with id '" + uploadId + "' in the repository with name '" + repository.name()
                + "' in registry with id '" + account(repository) + "'";
    }

    private static String imageId(ImageId id) {
        return "{imageDigest:'" + id.digest() + "', imageTag:'" + id.tag() + "'}";
    }

    private static String account(RepositoryId repository) {
        return repository.registry().account().value();
    }
}
