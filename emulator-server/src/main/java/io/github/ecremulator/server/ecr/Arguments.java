package io.github.ecremulator.server.ecr;

import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.ImageId;
import io.github.ecremulator.core.model.ImageTag;
import io.github.ecremulator.core.model.RegistryId;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.model.TagStatus;
import io.github.ecremulator.core.model.Wildcard;
import io.github.ecremulator.core.state.Encryption;
import io.github.ecremulator.core.state.ImageStatus;
import io.github.ecremulator.core.state.TagMutability;
import io.github.ecremulator.server.awsjson.ApiCall;
import io.github.ecremulator.server.awsjson.Input;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The structures that several operations take, as the core's values. */
final class Arguments {

    private Arguments() {}

    static List<ImageId> imageIds(Input input) {
        return input.structures("imageIds").stream().map(Arguments::imageId).toList();
    }

    /** Where ECR answers for all images at once, it refuses an id that cannot be one. */
    static List<ImageId> wellFormedImageIds(Input input) {
        List<ImageId> ids = imageIds(input);
        for (ImageId id : ids) {
            if (id.digest() != null && !Digest.isWellFormed(id.digest())) {
                throw new EcrException(new EcrError.InvalidParameter(
                        "imageDigest", "must satisfy regular expression '" + Digest.GRAMMAR + "'"));
            }
            if (id.tag() != null && !ImageTag.isValid(id.tag())) {
                throw invalidTag();
            }
        }
        return ids;
    }

    /** A tag that must be one. */
    static ImageTag tag(String text) {
        if (!ImageTag.isValid(text)) {
            throw invalidTag();
        }
        return new ImageTag(text);
    }

    private static EcrException invalidTag() {
        return new EcrException(new EcrError.InvalidParameter(
                "imageTag", "must satisfy regular expression '" + ImageTag.GRAMMAR + "'"));
    }

    private static ImageId imageId(Input id) {
        return new ImageId(
                id.optionalText("imageDigest").orElse(null),
                id.optionalText("imageTag").orElse(null));
    }

    /** Naming things and paging through all of them exclude each other. */
    static void refusePagingWith(String names, Input input) {
        for (String paging : List.of("nextToken", "maxResults")) {
            if (input.has(paging)) {
                throw new EcrException(
                        new EcrError.InvalidParameter(paging, "Member must be null when " + names + " is specified"));
            }
        }
    }

    static TagStatus tagStatus(Input input) {
        return input.structure("filter")
                .flatMap(filter -> filter.optionalText("tagStatus"))
                .map(TagStatus::valueOf)
                .orElse(TagStatus.ANY);
    }

    /** The status that is asked for: active images unless the filter says otherwise, nothing for any. */
    static Optional<ImageStatus> imageStatus(Input input, String member) {
        String status = input.structure("filter")
                .flatMap(filter -> filter.optionalText(member))
                .orElse("ACTIVE");
        return status.equals("ANY") ? Optional.empty() : Optional.of(ImageStatus.valueOf(status));
    }

    static TagMutability tagMutability(Input input) {
        return new TagMutability(
                input.optionalText("imageTagMutability")
                        .map(TagMutability.Mode::valueOf)
                        .orElse(TagMutability.Mode.MUTABLE),
                input.structures("imageTagMutabilityExclusionFilters").stream()
                        .map(filter -> new Wildcard(filter.text("filter")))
                        .toList());
    }

    /** @throws EcrException {@link EcrError.InvalidResourceTags} when a key comes twice */
    static Map<String, String> tags(Input input) {
        Map<String, String> tags = new HashMap<>();
        for (Input tag : input.structures("tags")) {
            if (tags.put(tag.text("Key"), tag.text("Value")) != null) {
                throw new EcrException(new EcrError.InvalidResourceTags());
            }
        }
        return tags;
    }

    /** The repository that {@code resourceArn} names, which must lie in the region that was called. */
    static RepositoryId resource(ApiCall call) {
        RepositoryId repository;
        try {
            repository = RepositoryId.ofArn(call.input().text("resourceArn"));
        } catch (IllegalArgumentException e) {
            throw invalidArn();
        }
        if (!repository.registry().region().equals(call.region())) {
            throw invalidArn();
        }
        return repository;
    }

    private static EcrException invalidArn() {
        return new EcrException(new EcrError.InvalidParameter("resourceArn", "Invalid ARN"));
    }

    static Encryption encryption(Input input, RegistryId registry) {
        Optional<Input> configuration = input.structure("encryptionConfiguration");
        String type = configuration.map(it -> it.text("encryptionType")).orElse(Encryption.AES256.type());
        if (type.equals(Encryption.AES256.type())) {
            return Encryption.AES256;
        }
        if (type.equals("KMS_DSSE") && !registry.region().partition().id().equals("aws-us-gov")) {
            throw new EcrException(new EcrError.EncryptionNotAvailable(type));
        }
        return new Encryption(
                type,
                keyArn(configuration.flatMap(it -> it.optionalText("kmsKey")).orElse("alias/aws/ecr"), registry));
    }

    /** A key may be named by id, alias or ARN; ECR always answers with the key's ARN. */
    private static String keyArn(String key, RegistryId registry) {
        String prefix = "arn:" + registry.region().partition().id() + ":kms:" + registry.region() + ":"
                + registry.account() + ":";
        if (key.startsWith("arn:") && key.contains(":key/")) {
            return key;
        }
        String alias = key.startsWith("arn:") ? key.substring(key.indexOf(":alias/") + 1) : key;
        String id = alias.startsWith("alias/")
                ? UUID.nameUUIDFromBytes((prefix + alias).getBytes(StandardCharsets.UTF_8))
                        .toString()
                : alias;
        return prefix + "key/" + id;
    }
}
