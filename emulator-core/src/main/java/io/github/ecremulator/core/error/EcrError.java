package io.github.ecremulator.core.error;

import io.github.ecremulator.core.model.AccountId;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.ImageId;
import io.github.ecremulator.core.model.ImageTag;
import io.github.ecremulator.core.model.RepositoryId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can go wrong in the registry, as facts. Names on the wire, status codes and sentences belong to the doors: each
 * protocol has one mapper, and a test that the mapper knows every kind listed here.
 */
public sealed interface EcrError {

    /** The caller may not do this. */
    record AccessDenied(String principal, String action, String resource, Reason reason) implements EcrError {
        /** Which kind of policy is to blame. */
        public enum Reason {
            /** The caller's own policies do not allow it. */
            NO_IDENTITY_POLICY,
            /** The resource belongs to another account, whose policies do not allow it. */
            NO_RESOURCE_POLICY
        }
    }

    /** A member of a request breaks a rule. */
    record InvalidParameter(String member, String constraint) implements EcrError {}

    /** A page token that this list never gave. */
    record InvalidPageToken() implements EcrError {}

    /** Resource tags with an empty, reserved, repeated or over-long key, or an over-long value. */
    record InvalidResourceTags() implements EcrError {}

    /** More resource tags than a repository may have. */
    record TooManyResourceTags(int limit) implements EcrError {}

    /** A quota is used up. */
    record LimitExceeded(String thing, long limit, AccountId account) implements EcrError {}

    /** A mode with exclusions came without any. */
    record MutabilityFiltersMissing(String mode) implements EcrError {}

    /** A mode without exclusions came with some. */
    record MutabilityFiltersNotAllowed(String mode) implements EcrError {}

    /** An exclusion with more wildcards than it may have. */
    record TooManyWildcards(String filter, int limit) implements EcrError {}

    /** A kind of encryption that the region does not offer. */
    record EncryptionNotAvailable(String type) implements EcrError {}

    /** No repository of that name. */
    record RepositoryNotFound(RepositoryId repository) implements EcrError {}

    /** The name is taken. */
    record RepositoryAlreadyExists(RepositoryId repository) implements EcrError {}

    /** Only a forced delete removes a repository that still has images. */
    record RepositoryNotEmpty(RepositoryId repository) implements EcrError {}

    /** No such image. */
    record ImageNotFound(RepositoryId repository, ImageId image) implements EcrError {}

    /** Exactly this image, under exactly this tag, is there already. */
    record ImageAlreadyExists(
            RepositoryId repository,
            Digest digest,
            @Nullable ImageTag tag) implements EcrError {}

    /** The tag is immutable and taken. */
    record ImageTagAlreadyExists(RepositoryId repository, ImageTag tag) implements EcrError {}

    /** The digest that came with a manifest is not the manifest's. */
    record ImageDigestDoesNotMatch(RepositoryId repository, String digest) implements EcrError {}

    /** A manifest names layers or a configuration that the repository does not have. */
    record LayersNotFound(RepositoryId repository, List<Digest> digests) implements EcrError {}

    /** An index names manifests that the repository does not have. */
    record ReferencedImagesNotFound(RepositoryId repository, List<Digest> digests) implements EcrError {}

    /** The bytes are no manifest that the registry takes. */
    record InvalidManifest(Fault fault) implements EcrError {
        /** What is wrong with it. */
        public enum Fault {
            /** Not JSON, not of an accepted type, or not of that type's shape. */
            UNREADABLE,
            /** An image manifest without layers. */
            NO_LAYERS,
            /** More layers than an image may have. */
            TOO_MANY_LAYERS,
            /** Longer than a manifest may be. */
            TOO_LONG
        }
    }

    /** No such layer in this repository. */
    record LayerNotFound(RepositoryId repository, String digest) implements EcrError {}

    /** The layer was uploaded, but no image refers to it. */
    record LayerInaccessible(RepositoryId repository, Digest digest) implements EcrError {}

    /** The repository has this layer already. */
    record LayerAlreadyExists(RepositoryId repository, Digest digest) implements EcrError {}

    /** No such upload in this repository, or no longer. */
    record UploadNotFound(RepositoryId repository, String uploadId) implements EcrError {}

    /** An upload was completed before any byte came. */
    record EmptyUpload(RepositoryId repository, String uploadId) implements EcrError {}

    /** A part that is not the last is below the minimum. */
    record LayerPartTooSmall() implements EcrError {}

    /** A part does not continue where the last one ended. */
    record PartOutOfOrder(RepositoryId repository, String uploadId, long firstByte, long expectedFirstByte)
            implements EcrError {}

    /** A part has another length than its byte range says. */
    record PartLengthMismatch(RepositoryId repository, String uploadId, long received, long declared, long offset)
            implements EcrError {}

    /** The uploaded bytes have none of the digests that were named. */
    record LayerDigestMismatch(RepositoryId repository, String uploadId) implements EcrError {}

    /** No usable credential came with a request to the registry. */
    record NotAuthenticated() implements EcrError {}

    /** The registry token was never issued here, or for another region. */
    record TokenInvalid() implements EcrError {}

    /** The registry token's twelve hours are over. */
    record TokenExpired() implements EcrError {}
}
