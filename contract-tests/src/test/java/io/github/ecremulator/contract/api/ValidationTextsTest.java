package io.github.ecremulator.contract.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecremulator.contract.api.RawEcr.Answer;
import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Observed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two families of sentences about bad parameters, as they stand on the wire. */
class ValidationTextsTest {

    private static final String NAME_PATTERN =
            "[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*";

    @RegisterExtension
    static final EcrUnderTest ecr = new EcrUnderTest();

    @BeforeEach
    void aRepository() {
        ecr.repository("app");
    }

    private static void assertInvalid(String operation, String json, String member, String constraint) {
        Answer answer = ecr.raw().call(operation, json);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.type()).isEqualTo("InvalidParameterException");
        assertThat(answer.message())
                .isEqualTo("Invalid parameter at '" + member + "' failed to satisfy constraint: '" + constraint + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CreateRepository",
                "DeleteRepository",
                "PutImage",
                "BatchGetImage",
                "BatchDeleteImage",
                "ListImages",
                "DescribeImages",
                "ListImageReferrers",
                "InitiateLayerUpload",
                "UploadLayerPart",
                "CompleteLayerUpload",
                "BatchCheckLayerAvailability",
                "GetDownloadUrlForLayer",
                "PutImageTagMutability"
            })
    @Observed(Sighting.REPOSITORY_NAME_TOO_SHORT + ", and the pattern in " + Sighting.REPOSITORY_NAME_PATTERN)
    void theNameOfARepositoryIsCheckedInTheSameWordsEverywhere(String operation) {
        assertInvalid(operation, "{}", "repositoryName", "must not be null");
        assertInvalid(
                operation,
                "{\"repositoryName\":\"a\"}",
                "repositoryName",
                "must have length greater than or equal to 2");
        assertInvalid(
                operation,
                "{\"repositoryName\":\"" + "a".repeat(257) + "\"}",
                "repositoryName",
                "must have length less than or equal to 256");
        assertInvalid(
                operation,
                "{\"repositoryName\":\"BAD NAME!!\"}",
                "repositoryName",
                "must satisfy regular expression '" + NAME_PATTERN + "'");
    }

    @ParameterizedTest(name = "{0} without {1}")
    @CsvSource({
        "PutImage,                    imageManifest,      '{\"repositoryName\":\"app\"}'",
        "BatchGetImage,               imageIds,           '{\"repositoryName\":\"app\"}'",
        "BatchDeleteImage,            imageIds,           '{\"repositoryName\":\"app\"}'",
        "ListImageReferrers,          subjectId,          '{\"repositoryName\":\"app\"}'",
        "ListImageReferrers,          subjectId.imageDigest, '{\"repositoryName\":\"app\",\"subjectId\":{}}'",
        "UploadLayerPart,             uploadId,           '{\"repositoryName\":\"app\"}'",
        "CompleteLayerUpload,         uploadId,           '{\"repositoryName\":\"app\"}'",
        "BatchCheckLayerAvailability, layerDigests,       '{\"repositoryName\":\"app\"}'",
        "GetDownloadUrlForLayer,      layerDigest,        '{\"repositoryName\":\"app\"}'",
        "PutImageTagMutability,       imageTagMutability, '{\"repositoryName\":\"app\"}'",
        "TagResource,                 resourceArn,        '{}'",
        "UntagResource,               resourceArn,        '{}'",
        "ListTagsForResource,         resourceArn,        '{}'",
        "CreateRepository,            encryptionConfiguration.encryptionType, "
                + "'{\"repositoryName\":\"new\",\"encryptionConfiguration\":{}}'",
        "CreateRepository,            tags.2.member.key,  "
                + "'{\"repositoryName\":\"new\",\"tags\":[{\"Key\":\"a\",\"Value\":\"b\"},{\"Value\":\"b\"}]}'",
        "CreateRepository,            tags.1.member.value, "
                + "'{\"repositoryName\":\"new\",\"tags\":[{\"Key\":\"a\"}]}'"
    })
    @Assumed("another emulator's copy of ECR's sentence")
    void aRequiredMemberMustNotBeMissing(String operation, String member, String json) {
        assertInvalid(operation, json, member, "Member must not be null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\""})
    @Assumed("JSON's null is no value")
    void aRequiredMemberMustNotBeNullEither(String value) {
        if (value.equals("null")) {
            assertInvalid("ListImages", "{\"repositoryName\":null}", "repositoryName", "must not be null");
        } else {
            assertInvalid(
                    "ListImages",
                    "{\"repositoryName\":\"\"}",
                    "repositoryName",
                    "must have length greater than or equal to 2");
        }
    }

    @Test
    @Observed(Sighting.TOO_MANY_IMAGE_IDS)
    void aTagInAnIdHasOneToThreeHundredCharacters() {
        for (String operation : new String[] {"BatchGetImage", "BatchDeleteImage", "DescribeImages"}) {
            assertInvalid(
                    operation,
                    "{\"repositoryName\":\"app\",\"imageIds\":[{\"imageTag\":\"1.0\"},{\"imageTag\":\""
                            + "t".repeat(301) + "\"}]}",
                    "imageIds.2.member.imageTag",
                    "Member must have length less than or equal to 300");
            assertInvalid(
                    operation,
                    "{\"repositoryName\":\"app\",\"imageIds\":[{\"imageTag\":\"\"}]}",
                    "imageIds.1.member.imageTag",
                    "Member must have length greater than or equal to 1");
        }
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ListImages | filter.tagStatus | {\"repositoryName\":\"app\",\"filter\":{\"tagStatus\":\"SOME\"}}",
                "ListImages | filter.imageStatus | {\"repositoryName\":\"app\",\"filter\":{\"imageStatus\":\"SOME\"}}",
                "DescribeImages | filter.tagStatus | {\"repositoryName\":\"app\",\"filter\":{\"tagStatus\":\"tagged\"}}",
                "DescribeImages | filter.imageStatus | {\"repositoryName\":\"app\",\"filter\":{\"imageStatus\":\"\"}}",
                "ListImageReferrers | filter.artifactStatus | {\"repositoryName\":\"app\",\"subjectId\":{\"imageDigest\":"
                        + "\"sha256:00\"},\"filter\":{\"artifactStatus\":\"SOME\"}}",
                "CreateRepository | imageTagMutability | {\"repositoryName\":\"new\",\"imageTagMutability\":\"SOME\"}",
                "CreateRepository | encryptionConfiguration.encryptionType | {\"repositoryName\":\"new\","
                        + "\"encryptionConfiguration\":{\"encryptionType\":\"ROT13\"}}",
                "CreateRepository | imageTagMutabilityExclusionFilters.1.member.filterType | {\"repositoryName\":\"new\","
                        + "\"imageTagMutability\":\"IMMUTABLE_WITH_EXCLUSION\",\"imageTagMutabilityExclusionFilters\":"
                        + "[{\"filterType\":\"REGEX\",\"filter\":\"a\"}]}"
            })
    @Assumed("the sentence of the one enum whose refusal was captured, said of the others")
    void anEnumHasNoOtherValues(String operation, String member, String json) {
        Answer answer = ecr.raw().call(operation, json);

        assertThat(answer.type()).isEqualTo("InvalidParameterException");
        assertThat(answer.message())
                .startsWith("Invalid parameter at '" + member
                        + "' failed to satisfy constraint: 'Member must satisfy enum" + " value set: [");
    }

    @Test
    @Assumed("a list of scalars is refused as a whole, as registryIds is")
    void anElementOfAListOfStringsIsRefusedInTheNameOfTheList() {
        Answer names = ecr.raw().call("DescribeRepositories", "{\"repositoryNames\":[\"app\",\"BAD NAME!!\"]}");
        Answer digests = ecr.raw()
                .call(
                        "BatchCheckLayerAvailability",
                        "{\"repositoryName\":\"app\",\"layerDigests\":[\"" + "x".repeat(1001) + "\"]}");

        assertThat(names.type()).isEqualTo("InvalidParameterException");
        assertThat(names.message())
                .startsWith("Invalid parameter at 'repositoryNames' failed to satisfy constraint: 'Member must satisfy"
                        + " constraint: [")
                .contains("Member must satisfy regular expression pattern: ");
        assertThat(digests.type()).isEqualTo("InvalidParameterException");
        assertThat(digests.message())
                .startsWith("Invalid parameter at 'layerDigests' failed to satisfy constraint: 'Member must satisfy"
                        + " constraint: [")
                .contains("Member must have length less than or equal to 1000");
    }

    @Test
    @Assumed("ECR's sentences name one member; the first is the least surprising")
    void theFirstOfSeveralFaultsIsReported() {
        assertInvalid(
                "ListImages",
                "{\"maxResults\":0,\"repositoryName\":\"BAD\",\"registryId\":\"x\"}",
                "registryId",
                "must satisfy regular expression [0-9]{12}");
    }

    @Test
    @Assumed("constraints come before permission and existence")
    void constraintsAreCheckedBeforeAnythingElse() {
        assertInvalid(
                "ListImages",
                "{\"registryId\":\"210987654321\",\"repositoryName\":\"nope\",\"maxResults\":0}",
                "maxResults",
                "Member must have value greater than or equal to 1");
    }

    @Test
    @Assumed("the sentence that ECR uses for the upper bound of maxResults")
    void bytePositionsAreNotNegative() {
        assertInvalid(
                "UploadLayerPart",
                "{\"repositoryName\":\"app\",\"uploadId\":\"00000000-0000-4000-8000-000000000000\",\"partFirstByte\":-1,"
                        + "\"partLastByte\":0,\"layerPartBlob\":\"eA==\"}",
                "partFirstByte",
                "Member must have value greater than or equal to 0");
    }
}
