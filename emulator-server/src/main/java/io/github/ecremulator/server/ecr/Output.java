package io.github.ecremulator.server.ecr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecremulator.core.image.ImageFailure;
import io.github.ecremulator.core.image.TaggedImage;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.ImageId;
import io.github.ecremulator.core.model.ImageTag;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.model.Wildcard;
import io.github.ecremulator.core.state.Image;
import io.github.ecremulator.core.state.Repository;
import io.github.ecremulator.core.state.TagMutability;
import io.github.ecremulator.server.awsjson.ApiCall;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The structures that several operations answer with. Members that are not set are left out. */
final class Output {

    private static final double MILLIS = 1000.0;

    private Output() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A reply that begins with the registry and the repository it is about. */
    static ObjectNode about(RepositoryId id) {
        return object().put("registryId", id.registry().account().value())
                .put("repositoryName", id.name().value());
    }

    /** Seconds since 1970, with milliseconds. */
    static double timestamp(Instant instant) {
        return instant.toEpochMilli() / MILLIS;
    }

    static ObjectNode repository(ApiCall call, Repository repository) {
        ObjectNode node = about(repository.id())
                .put("repositoryArn", repository.id().arn())
                .put("repositoryUri", call.addressing().repositoryUri(call.origin(), repository.id()))
                .put("createdAt", timestamp(repository.createdAt()));
        putMutability(node, repository.settings().tagMutability());
        node.putObject("imageScanningConfiguration")
                .put("scanOnPush", repository.settings().scanOnPush());
        ObjectNode encryption = node.putObject("encryptionConfiguration")
                .put("encryptionType", repository.settings().encryption().type());
        if (repository.settings().encryption().kmsKeyArn() != null) {
            encryption.put("kmsKey", repository.settings().encryption().kmsKeyArn());
        }
        return node;
    }

    static void putMutability(ObjectNode node, TagMutability mutability) {
        node.put("imageTagMutability", mutability.mode().name());
        if (!mutability.exclusions().isEmpty()) {
            ArrayNode filters = node.putArray("imageTagMutabilityExclusionFilters");
            for (Wildcard exclusion : mutability.exclusions()) {
                filters.addObject().put("filterType", "WILDCARD").put("filter", exclusion.pattern());
            }
        }
    }

    /** An image id with what was sent, nothing added. */
    static ObjectNode imageId(ImageId id) {
        ObjectNode node = object();
        if (id.digest() != null) {
            node.put("imageDigest", id.digest());
        }
        if (id.tag() != null) {
            node.put("imageTag", id.tag());
        }
        return node;
    }

    static ObjectNode imageId(TaggedImage image) {
        return imageId(ImageId.of(image.image().digest(), image.tag()));
    }

    static ObjectNode image(RepositoryId id, TaggedImage image, String manifest) {
        ObjectNode node = about(id);
        node.set("imageId", imageId(image));
        return node.put("imageManifest", manifest)
                .put("imageManifestMediaType", image.image().mediaType());
    }

    static ObjectNode imageDetail(RepositoryId id, Image image) {
        ObjectNode node = about(id).put("imageDigest", image.digest().value());
        if (!image.tags().isEmpty()) {
            ArrayNode tags = node.putArray("imageTags");
            for (ImageTag tag : image.tags()) {
                tags.add(tag.value());
            }
        }
        node.put("imageSizeInBytes", image.size())
                .put("imagePushedAt", timestamp(image.pushedAt()))
                .put("imageManifestMediaType", image.mediaType());
        if (image.artifactType() != null) {
            node.put("artifactMediaType", image.artifactType());
        }
        if (image.lastPulledAt() != null) {
            node.put("lastRecordedPullTime", timestamp(image.lastPulledAt()));
        }
        if (image.subject() != null) {
            node.put("subjectManifestDigest", image.subject().value());
        }
        return node.put("imageStatus", image.status().name());
    }

    static void putFailures(ObjectNode node, List<ImageFailure> failures) {
        ArrayNode array = node.putArray("failures");
        for (ImageFailure failure : failures) {
            ObjectNode entry = array.addObject();
            entry.set("imageId", imageId(failure.image()));
            entry.put("failureCode", code(failure)).put("failureReason", reason(failure));
        }
    }

    private static String code(ImageFailure failure) {
        return switch (failure.kind()) {
            case NEITHER_DIGEST_NOR_TAG -> "MissingDigestAndTag";
            case INVALID_DIGEST -> "InvalidImageDigest";
            case INVALID_TAG -> "InvalidImageTag";
            case TAG_DOES_NOT_MATCH_DIGEST -> "ImageTagDoesNotMatchDigest";
            case NOT_FOUND -> "ImageNotFound";
            case REFERENCED_BY_INDEX -> "ImageReferencedByManifestList";
        };
    }

    private static String reason(ImageFailure failure) {
        return switch (failure.kind()) {
            case NEITHER_DIGEST_NOR_TAG -> "Invalid request parameters: both tag and digest cannot be null";
            case INVALID_DIGEST ->
                "Invalid request parameters: image digest should satisfy the regex '" + Digest.GRAMMAR + "'";
            case INVALID_TAG ->
                "Invalid request parameters: image tag should satisfy the regex '" + ImageTag.GRAMMAR + "'";
            case TAG_DOES_NOT_MATCH_DIGEST -> "Invalid request parameters: given tag does not map to the given digest";
            case NOT_FOUND -> "Requested image not found";
            case REFERENCED_BY_INDEX ->
                failure.indexes().stream()
                        .map(Digest::value)
                        .collect(Collectors.joining(", ", "Requested image referenced by manifest list: [", "]"));
        };
    }
}
