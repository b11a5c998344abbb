package io.github.ecremulator.server.oci;

import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.server.error.EcrMessages;
import io.github.ecremulator.server.http.RegistryErrorBody;
import io.github.ecremulator.server.http.Response;
import java.util.Map;

/**
 * Names errors as ECR's registry names them. What the API calls an invalid parameter comes out as 405 {@code
 * UNSUPPORTED}, which clients such as podman and skopeo rely on.
 */
final class RegistryErrors {

    private static final Answer UNSUPPORTED = new Answer(405, "UNSUPPORTED");
    private static final Answer BAD_UPLOAD = new Answer(400, "BLOB_UPLOAD_INVALID");

    private static final Map<Class<? extends EcrError>, Answer> ANSWERS = Map.ofEntries(
            Map.entry(EcrError.AccessDenied.class, new Answer(403, "DENIED")),
            Map.entry(EcrError.InvalidParameter.class, UNSUPPORTED),
            Map.entry(EcrError.InvalidPageToken.class, UNSUPPORTED),
            Map.entry(EcrError.InvalidResourceTags.class, UNSUPPORTED),
            Map.entry(EcrError.TooManyResourceTags.class, UNSUPPORTED),
            Map.entry(EcrError.LimitExceeded.class, UNSUPPORTED),
            Map.entry(EcrError.MutabilityFiltersMissing.class, UNSUPPORTED),
            Map.entry(EcrError.MutabilityFiltersNotAllowed.class, UNSUPPORTED),
            Map.entry(EcrError.TooManyWildcards.class, UNSUPPORTED),
            Map.entry(EcrError.EncryptionNotAvailable.class, UNSUPPORTED),
            Map.entry(EcrError.RepositoryNotFound.class, new Answer(404, "NAME_UNKNOWN")),
            Map.entry(EcrError.RepositoryAlreadyExists.class, UNSUPPORTED),
            Map.entry(EcrError.RepositoryNotEmpty.class, UNSUPPORTED),
            Map.entry(EcrError.ImageNotFound.class, new Answer(404, "MANIFEST_UNKNOWN")),
            Map.entry(EcrError.ImageAlreadyExists.class, new Answer(400, "TAG_INVALID")),
            Map.entry(EcrError.ImageTagAlreadyExists.class, new Answer(400, "TAG_INVALID")),
            Map.entry(EcrError.ImageDigestDoesNotMatch.class, new Answer(400, "MANIFEST_INVALID")),
            Map.entry(EcrError.LayersNotFound.class, new Answer(404, "BLOB_UPLOAD_UNKNOWN")),
            Map.entry(EcrError.ReferencedImagesNotFound.class, new Answer(404, "MANIFEST_BLOB_UNKNOWN")),
            Map.entry(EcrError.InvalidManifest.class, UNSUPPORTED),
            Map.entry(EcrError.LayerNotFound.class, new Answer(404, "BLOB_UNKNOWN")),
            Map.entry(EcrError.LayerInaccessible.class, new Answer(404, "BLOB_UNKNOWN")),
            Map.entry(EcrError.LayerAlreadyExists.class, BAD_UPLOAD),
            Map.entry(EcrError.UploadNotFound.class, new Answer(404, "BLOB_UPLOAD_UNKNOWN")),
            Map.entry(EcrError.EmptyUpload.class, BAD_UPLOAD),
            Map.entry(EcrError.LayerPartTooSmall.class, BAD_UPLOAD),
            Map.entry(EcrError.PartOutOfOrder.class, new Answer(416, "BLOB_UPLOAD_INVALID")),
            Map.entry(EcrError.PartLengthMismatch.class, BAD_UPLOAD),
            Map.entry(EcrError.LayerDigestMismatch.class, BAD_UPLOAD),
            Map.entry(EcrError.NotAuthenticated.class, new Answer(401, "UNAUTHORIZED")),
            Map.entry(EcrError.TokenInvalid.class, new Answer(400, "DENIED")),
            Map.entry(EcrError.TokenExpired.class, new Answer(403, "DENIED")));

    private RegistryErrors() {}

    /** The answer for an error. */
    static Response answer(EcrError error) {
        Answer answer = ANSWERS.get(error.getClass());
        if (answer == null) {
            throw new IllegalStateException("no answer for " + error);
        }
        return answer(answer.status, answer.code, message(error));
    }

    /** An answer that no error of the core stands for. */
    static Response answer(int status, String code, String message) {
        return Response.of(status)
                .body(RegistryErrorBody.CONTENT_TYPE, RegistryErrorBody.of(code, message))
                .remark(code + " " + message);
    }

    /** The API's sentence, but for an image: there the registry has a shorter one. */
    private static String message(EcrError error) {
        if (error instanceof EcrError.ImageNotFound) {
            return "Requested image not found";
        }
        if (error instanceof EcrError.EmptyUpload) {
            return EcrMessages.of(error) + ".";
        }
        return EcrMessages.of(error);
    }

    private record Answer(int status, String code) {}
}
