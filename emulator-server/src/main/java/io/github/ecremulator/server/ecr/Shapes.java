package io.github.ecremulator.server.ecr;

import static io.github.ecremulator.server.awsjson.Shape.flag;
import static io.github.ecremulator.server.awsjson.Shape.handWritten;
import static io.github.ecremulator.server.awsjson.Shape.list;
import static io.github.ecremulator.server.awsjson.Shape.oneOf;
import static io.github.ecremulator.server.awsjson.Shape.optional;
import static io.github.ecremulator.server.awsjson.Shape.pattern;
import static io.github.ecremulator.server.awsjson.Shape.required;
import static io.github.ecremulator.server.awsjson.Shape.structure;
import static io.github.ecremulator.server.awsjson.Shape.text;
import static io.github.ecremulator.server.awsjson.Shape.whole;

import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.ImageTag;
import io.github.ecremulator.core.model.RepositoryName;
import io.github.ecremulator.server.awsjson.Shape;
import io.github.ecremulator.server.awsjson.Shape.Member;

/**
 * The shapes that several operations share, as the service model declares them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_Types.html">Amazon ECR, data types</a>
 */
final class Shapes {

    /** As ECR quotes it when it refuses a name. */
    private static final String REPOSITORY_NAME = RepositoryName.GRAMMAR.replace("\\/", "/");

    private static final String UPLOAD_ID =
            "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";

    private Shapes() {}

    static Member registryId() {
        return optional(
                "registryId",
                handWritten(0, Integer.MAX_VALUE, "[0-9]{12}", "must satisfy regular expression [0-9]{12}"));
    }

    static Member repositoryName() {
        return required(
                "repositoryName",
                handWritten(
                        RepositoryName.MIN_LENGTH,
                        RepositoryName.MAX_LENGTH,
                        REPOSITORY_NAME,
                        "must satisfy regular expression '" + REPOSITORY_NAME + "'"));
    }

    static Shape repositoryNames() {
        return list(text(RepositoryName.MIN_LENGTH, RepositoryName.MAX_LENGTH, RepositoryName.GRAMMAR), 1, 100);
    }

    static Member uploadId() {
        return required("uploadId", pattern(UPLOAD_ID));
    }

    static Shape layerDigest() {
        return pattern(Digest.GRAMMAR);
    }

    static Shape imageTag() {
        return text(1, ImageTag.MAX_LENGTH);
    }

    static Shape imageIds() {
        return list(structure(optional("imageDigest", text()), optional("imageTag", imageTag())), 1, 100);
    }

    static Member nextToken() {
        return optional("nextToken", text());
    }

    static Member maxResults(int most) {
        return optional("maxResults", whole(1, most));
    }

    static Member imageFilter() {
        return optional(
                "filter",
                structure(
                        optional("tagStatus", oneOf("TAGGED", "UNTAGGED", "ANY")),
                        optional("imageStatus", oneOf("ACTIVE", "ARCHIVED", "ACTIVATING", "ANY"))));
    }

    static Shape tags() {
        return list(structure(required("Key", text()), required("Value", text())));
    }

    static Shape imageTagMutability() {
        return oneOf("IMMUTABLE", "MUTABLE", "MUTABLE_WITH_EXCLUSION", "IMMUTABLE_WITH_EXCLUSION");
    }

    static Member exclusionFilters() {
        return optional(
                "imageTagMutabilityExclusionFilters",
                list(
                        structure(
                                required("filterType", oneOf("WILDCARD")),
                                required("filter", text(1, 128, "^[0-9a-zA-Z._*-]{1,128}$"))),
                        1,
                        5));
    }

    static Member imageScanningConfiguration() {
        return optional("imageScanningConfiguration", structure(optional("scanOnPush", flag())));
    }

    static Member encryptionConfiguration() {
        return optional(
                "encryptionConfiguration",
                structure(
                        required("encryptionType", oneOf("AES256", "KMS", "KMS_DSSE")),
                        optional("kmsKey", text(1, 2048))));
    }
}
