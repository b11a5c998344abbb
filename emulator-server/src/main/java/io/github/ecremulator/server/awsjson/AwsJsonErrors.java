package io.github.ecremulator.server.awsjson;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.server.error.EcrMessages;
import java.util.Map;

/**
 * Names errors as the service model names them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/CommonErrors.html">Common errors</a>
 */
final class AwsJsonErrors {

    private static final Map<Class<? extends EcrError>, String> NAMES = Map.ofEntries(
            Map.entry(EcrError.AccessDenied.class, "AccessDeniedException"),
            Map.entry(EcrError.InvalidParameter.class, "InvalidParameterException"),
            Map.entry(EcrError.InvalidPageToken.class, "InvalidParameterException"),
            Map.entry(EcrError.InvalidResourceTags.class, "InvalidTagParameterException"),
            Map.entry(EcrError.TooManyResourceTags.class, "TooManyTagsException"),
            Map.entry(EcrError.LimitExceeded.class, "LimitExceededException"),
            Map.entry(EcrError.MutabilityFiltersMissing.class, "InvalidParameterException"),
            Map.entry(EcrError.MutabilityFiltersNotAllowed.class, "InvalidParameterException"),
            Map.entry(EcrError.TooManyWildcards.class, "InvalidParameterException"),
            Map.entry(EcrError.EncryptionNotAvailable.class, "InvalidParameterException"),
            Map.entry(EcrError.RepositoryNotFound.class, "RepositoryNotFoundException"),
            Map.entry(EcrError.RepositoryAlreadyExists.class, "RepositoryAlreadyExistsException"),
            Map.entry(EcrError.RepositoryNotEmpty.class, "RepositoryNotEmptyException"),
            Map.entry(EcrError.ImageNotFound.class, "ImageNotFoundException"),
            Map.entry(EcrError.ImageAlreadyExists.class, "ImageAlreadyExistsException"),
            Map.entry(EcrError.ImageTagAlreadyExists.class, "ImageTagAlreadyExistsException"),
            Map.entry(EcrError.ImageDigestDoesNotMatch.class, "ImageDigestDoesNotMatchException"),
            Map.entry(EcrError.LayersNotFound.class, "LayersNotFoundException"),
            Map.entry(EcrError.ReferencedImagesNotFound.class, "ReferencedImagesNotFoundException"),
            Map.entry(EcrError.InvalidManifest.class, "InvalidParameterException"),
            Map.entry(EcrError.LayerNotFound.class, "LayersNotFoundException"),
            Map.entry(EcrError.LayerInaccessible.class, "LayerInaccessibleException"),
            Map.entry(EcrError.LayerAlreadyExists.class, "LayerAlreadyExistsException"),
            Map.entry(EcrError.UploadNotFound.class, "UploadNotFoundException"),
            Map.entry(EcrError.EmptyUpload.class, "EmptyUploadException"),
            Map.entry(EcrError.LayerPartTooSmall.class, "LayerPartTooSmallException"),
            Map.entry(EcrError.PartOutOfOrder.class, "InvalidLayerPartException"),
            Map.entry(EcrError.PartLengthMismatch.class, "InvalidLayerPartException"),
            Map.entry(EcrError.LayerDigestMismatch.class, "InvalidLayerException"),
            Map.entry(EcrError.NotAuthenticated.class, "MissingAuthenticationTokenException"),
            Map.entry(EcrError.TokenInvalid.class, "UnrecognizedClientException"),
            Map.entry(EcrError.TokenExpired.class, "ExpiredTokenException"));

    private AwsJsonErrors() {}

    /** The name of the exception, without a namespace. */
    static String name(EcrError error) {
        String name = NAMES.get(error.getClass());
        if (name == null) {
            throw new IllegalStateException("no name for " + error);
        }
        return name;
    }

    /** The body of the error reply. */
    static ObjectNode body(EcrError error) {
        ObjectNode body = body(name(error), EcrMessages.of(error));
        if (error instanceof EcrError.PartOutOfOrder part) {
            addUpload(
                    body,
                    part.repository().registry().account().value(),
                    part.repository().name().value(),
                    part.uploadId(),
                    part.expectedFirstByte());
        } else if (error instanceof EcrError.PartLengthMismatch part) {
            addUpload(
                    body,
                    part.repository().registry().account().value(),
                    part.repository().name().value(),
                    part.uploadId(),
                    part.offset());
        }
        return body;
    }

    /** The body of an error reply that is not about ECR. */
    static ObjectNode body(String name, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("__type", name);
        return message.isEmpty() ? body : body.put("message", message);
    }

    private static void addUpload(ObjectNode body, String registry, String repository, String upload, long received) {
        body.put("registryId", registry)
                .put("repositoryName", repository)
                .put("uploadId", upload)
                .put("lastValidByteReceived", Math.max(0, received - 1));
    }
}
