package io.github.ecremulator.contract.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecremulator.contract.api.RawEcr.Answer;
import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands on the wire, where an SDK would hide it. */
class RawProtocolTest {

    private static final String SMITHY_JSON = "https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html";

    private static final int CUT_OFF = 0;

    @RegisterExtension
    static final EcrUnderTest ecr = new EcrUnderTest();

    private static RawEcr raw() {
        return ecr.raw();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"repositoryNames\":[\"nope\"]}"})
    @Documented(SMITHY_JSON)
    void everyAnswerIsJsonWithARequestId(String request) {
        Answer answer = raw().call("DescribeRepositories", request);

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-amz-json-1.1");
        assertThat(answer.headers().firstValue("x-amzn-RequestId"))
                .hasValueSatisfying(id -> assertThat(UUID.fromString(id)).hasToString(id));
        assertThat(answer.headers().firstValue("Date")).isPresent();
    }

    @Test
    @Documented(SMITHY_JSON)
    void everyRequestHasAnIdOfItsOwn() {
        assertThat(raw().call("DescribeRepositories", "{}").headers().firstValue("x-amzn-RequestId"))
                .isNotEqualTo(raw().call("DescribeRepositories", "{}").headers().firstValue("x-amzn-RequestId"));
    }

    @Test
    @Observed(Sighting.REPOSITORY_NOT_FOUND)
    void anErrorIsItsNameAndASentence() {
        Answer answer = raw().call("ListImages", "{\"repositoryName\":\"abc-app\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(fieldsOf(answer.json())).containsExactlyInAnyOrder("__type", "message");
        assertThat(answer.json().get("__type").asText()).isEqualTo("RepositoryNotFoundException");
        assertThat(answer.json().get("message").asText())
                .isEqualTo("The repository with name 'abc-app' does not exist in the registry with id '123456789012'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AmazonEC2ContainerRegistry_V20150921.NoSuchOperation",
                "AmazonEC2ContainerRegistry_V20150921.",
                "AmazonEC2ContainerRegistry_V20150921.describeRepositories",
                "AmazonEC2ContainerRegistry_V20990101.DescribeRepositories",
                "DynamoDB_20120810.ListTables",
                "DescribeRepositories",
                "garbage",
                "..."
            })
    @Assumed("the answer of other AWS services of this protocol to an unknown target")
    void anUnknownTargetIsAnUnknownOperation(String target) {
        Answer answer = raw().send(raw().signed("{}").header("X-Amz-Target", target));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.type()).isEqualTo("UnknownOperationException");
    }

    @Test
    @Assumed("the answer of other AWS services of this protocol to a missing target")
    void aMissingTargetIsAnUnknownOperation() {
        Answer answer = raw().send(raw().signed("{}"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.type()).isEqualTo("UnknownOperationException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "{",
                "{\"repositoryNames\"}",
                "{\"repositoryNames\":[\"a\",]}",
                "{}{}",
                "[]",
                "\"text\"",
                "42",
                "{'repositoryNames':[]}",
                "{\"repositoryNames\":[\"app\"]",
                "Action=DescribeRepositories"
            })
    @Assumed("the answer of other AWS services of this protocol to a body that is no JSON object")
    void aBodyThatIsNoJsonObjectCannotBeRead(String body) {
        Answer answer = raw().call("DescribeRepositories", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.type()).isEqualTo("SerializationException");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DescribeRepositories | {\"maxResults\":\"ten\"}",
                "DescribeRepositories | {\"maxResults\":[1]}",
                "DescribeRepositories | {\"repositoryNames\":\"app\"}",
                "DescribeRepositories | {\"repositoryNames\":[{}]}",
                "DescribeRepositories | {\"nextToken\":{}}",
                "CreateRepository | {\"repositoryName\":{}}",
                "CreateRepository | {\"repositoryName\":[\"app\"]}",
                "CreateRepository | {\"repositoryName\":\"app\",\"tags\":{\"Key\":\"a\",\"Value\":\"b\"}}",
                "CreateRepository | {\"repositoryName\":\"app\",\"tags\":[\"a\"]}",
                "CreateRepository | {\"repositoryName\":\"app\",\"imageScanningConfiguration\":true}",
                "CreateRepository | {\"repositoryName\":\"app\",\"imageScanningConfiguration\":{\"scanOnPush\":\"yes\"}}",
                "ListImages | {\"repositoryName\":\"app\",\"filter\":\"TAGGED\"}",
                "UploadLayerPart | {\"repositoryName\":\"app\",\"uploadId\":\"00000000-0000-4000-8000-000000000000\","
                        + "\"partFirstByte\":0,\"partLastByte\":0,\"layerPartBlob\":\"*no base64*\"}"
            })
    @Assumed("the answer of other AWS services of this protocol to a value of another type")
    void aValueOfAnotherTypeCannotBeRead(String operation, String body) {
        Answer answer = raw().call(operation, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.type()).isEqualTo("SerializationException");
    }

    @Test
    @Documented(SMITHY_JSON)
    void membersThatNobodyKnowsAreIgnored() {
        Answer answer = raw().call(
                        "CreateRepository",
                        "{\"repositoryName\":\"app\",\"shoeSize\":42,\"nested\":{\"a\":[1,2]},\"tags\":null}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    @Documented(SMITHY_JSON)
    void membersThatAreNullAreAbsent() {
        Answer answer = raw().call(
                        "CreateRepository",
                        "{\"registryId\":null,\"repositoryName\":\"app\",\"tags\":null,\"imageTagMutability\":null,"
                                + "\"imageTagMutabilityExclusionFilters\":null,\"imageScanningConfiguration\":null,"
                                + "\"encryptionConfiguration\":null}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    @Assumed("JSON allows any order, spaces and escapes")
    void jsonMayBeWrittenInAnyWay() {
        Answer answer =
                raw().call("CreateRepository", " {\r\n\t\"tags\" : [ ] , \"repositoryName\" : \"\\u0061pp\" } \n");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().at("/repository/repositoryName").asText()).isEqualTo("app");
    }

    @Test
    @Assumed("an empty input is {} on the wire; a client that sends nothing means the same")
    void anEmptyBodyIsAnEmptyInput() {
        Answer answer = raw().call("DescribeRepositories", "");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().get("repositories")).isEmpty();
    }

    @Test
    @Documented(ApiReference.COMMON_ERRORS)
    void anUnsignedRequestIsRefused() {
        Answer answer = raw().send(raw().unsigned("{\"repositoryName\":\"app\"}")
                .header("X-Amz-Target", RawEcr.TARGET_PREFIX + "CreateRepository"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.type()).isEqualTo("MissingAuthenticationTokenException");
        assertThat(answer.message()).isEqualTo("Missing Authentication Token");
        assertThat(ecr.client().describeRepositories().repositories()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "Bearer token",
                "Basic QVdTOnBhc3N3b3Jk",
                "AWS4-HMAC-SHA256",
                "AWS4-HMAC-SHA256 Credential="
            })
    @Assumed("the modelled error is unknown; that it is a refusal of the client's is not")
    void anAuthorizationThatIsNoSignatureIsRefused(String authorization) {
        Answer answer = raw().send(raw().unsigned("{}")
                .header("X-Amz-Target", RawEcr.TARGET_PREFIX + "DescribeRepositories")
                .header("Authorization", authorization));

        assertThat(answer.status()).isBetween(400, 403);
        assertThat(answer.type()).endsWith("Exception");
    }

    @Test
    @Observed("ECR's bodies show createdAt as 1.705071987E9 and as seconds with a fraction of milliseconds")
    void timesAreSecondsWithUpToThreeDecimals() {
        JsonNode createdAt = raw().call("CreateRepository", "{\"repositoryName\":\"app\"}")
                .json()
                .at("/repository/createdAt");
        JsonNode expiresAt = raw().call("GetAuthorizationToken", "{}").json().at("/authorizationData/0/expiresAt");

        for (JsonNode time : List.of(createdAt, expiresAt)) {
            assertThat(time.isNumber()).isTrue();
            assertThat(time.decimalValue().stripTrailingZeros().scale()).isLessThanOrEqualTo(3);
            assertThat(time.decimalValue()).isBetween(new BigDecimal("1600000000"), new BigDecimal("9999999999"));
        }
    }

    @Test
    @Documented(SMITHY_JSON)
    void whatIsNotThereIsOmittedAndNotNull() {
        RepositoryUnderTest app = ecr.repository("app");
        app.pushed("content");

        assertThat(raw().call("DescribeRepositories", "{}").body()).doesNotContain("null");
        assertThat(raw().call("DescribeImages", "{\"repositoryName\":\"app\"}").body())
                .doesNotContain("null")
                .doesNotContain("imageTags");
        assertThat(raw().call("ListImages", "{\"repositoryName\":\"app\"}").body())
                .doesNotContain("null")
                .doesNotContain("imageTag")
                .doesNotContain("nextToken");
        assertThat(raw().call("BatchGetImage", "{\"repositoryName\":\"app\",\"imageIds\":[{}]}")
                        .json()
                        .at("/failures/0/imageId"))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} owns {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "DescribeRepositories | /repositories | {}",
                "ListImages | /imageIds | {\"repositoryName\":\"app\"}",
                "DescribeImages | /imageDetails | {\"repositoryName\":\"app\"}",
                "ListImageReferrers | /referrers | {\"repositoryName\":\"app\",\"subjectId\":{\"imageDigest\":\"sha256:"
                        + "0000000000000000000000000000000000000000000000000000000000000000\"}}",
                "BatchGetImage | /images | {\"repositoryName\":\"app\",\"imageIds\":[{\"imageTag\":\"nope\"}]}",
                "BatchGetImage | /failures | {\"repositoryName\":\"app\",\"imageIds\":[{\"imageTag\":\"1.0\"}]}",
                "BatchDeleteImage | /imageIds | {\"repositoryName\":\"app\",\"imageIds\":[{\"imageTag\":\"nope\"}]}",
                "BatchDeleteImage | /failures | {\"repositoryName\":\"app\",\"imageIds\":[{\"imageTag\":\"1.0\"}]}",
                "BatchCheckLayerAvailability | /layers | {\"repositoryName\":\"app\",\"layerDigests\":[\"no digest\"]}",
                "BatchCheckLayerAvailability | /failures | {\"repositoryName\":\"app\",\"layerDigests\":[\"sha256:00\"]}",
                "ListTagsForResource | /tags | {\"resourceArn\":\"arn:aws:ecr:us-east-1:123456789012:repository/app\"}"
            })
    @Observed("ECR sends the lists that an answer is made of even when they are empty")
    void aListThatAnAnswerIsMadeOfIsThereWhenItIsEmpty(String operation, String list, String body) {
        RepositoryUnderTest app = ecr.repository("app");
        if (list.equals("/failures")) {
            app.pushed("content", "1.0");
        } else if (operation.equals("DescribeRepositories")) {
            ecr.client().deleteRepository(r -> r.repositoryName("app"));
        }

        JsonNode answer = raw().call(operation, body).json();

        assertThat(answer.at(list).isArray()).as(answer.toString()).isTrue();
        assertThat(answer.at(list)).isEmpty();
    }

    @Test
    @Documented(SMITHY_JSON)
    void operationsWithoutAnOutputAnswerAnEmptyObject() {
        ecr.repository("app");
        String arn = "\"resourceArn\":\"arn:aws:ecr:us-east-1:123456789012:repository/app\"";

        assertThat(raw().call("TagResource", "{" + arn + ",\"tags\":[{\"Key\":\"a\",\"Value\":\"b\"}]}")
                        .body())
                .isEqualTo("{}");
        assertThat(raw().call("UntagResource", "{" + arn + ",\"tagKeys\":[\"a\"]}")
                        .body())
                .isEqualTo("{}");
    }

    @Test
    @Documented(ApiReference.LIST_TAGS_FOR_RESOURCE)
    void resourceTagsAreWrittenWithCapitals() {
        Answer created = raw().call(
                        "CreateRepository",
                        "{\"repositoryName\":\"app\",\"tags\":[{\"Key\":\"team\",\"Value\":\"a\"}]}");
        assertThat(created.status()).as(created.body()).isEqualTo(200);

        JsonNode tags = raw().call(
                        "ListTagsForResource",
                        "{\"resourceArn\":\"arn:aws:ecr:us-east-1:123456789012:repository/app\"}")
                .json()
                .get("tags");

        assertThat(tags.toString())
                .isIn("[{\"Key\":\"team\",\"Value\":\"a\"}]", "[{\"Value\":\"a\",\"Key\":\"team\"}]");
    }

    @Test
    @Observed("a real body: {\"repositories\":[{\"createdAt\":1.705071987E9,\"encryptionConfiguration\":{…")
    void aRepositoryHasTheseMembersAndNoOthers() {
        JsonNode repository = raw().call("CreateRepository", "{\"repositoryName\":\"app\"}")
                .json()
                .get("repository");

        assertThat(fieldsOf(repository))
                .containsExactlyInAnyOrder(
                        "repositoryArn",
                        "registryId",
                        "repositoryName",
                        "repositoryUri",
                        "createdAt",
                        "imageTagMutability",
                        "imageScanningConfiguration",
                        "encryptionConfiguration");
        assertThat(repository.get("imageScanningConfiguration").toString()).isEqualTo("{\"scanOnPush\":false}");
        assertThat(repository.get("encryptionConfiguration").toString()).isEqualTo("{\"encryptionType\":\"AES256\"}");
    }

    @Test
    @Assumed("a POST is an API call by its target, whatever content type a client of old declares")
    void theContentTypeOfARequestMayHaveParameters() {
        Answer answer = raw().send(raw().signed("{}")
                .header("X-Amz-Target", RawEcr.TARGET_PREFIX + "DescribeRepositories")
                .setHeader("Content-Type", "application/x-amz-json-1.1; charset=utf-8"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    @Assumed("nobody sends a hundred megabytes of JSON to ECR in good faith")
    void aBodyBeyondAnyLayerPartIsRefusedOrCutOff() {
        byte[] hundredMegabytes = new byte[100_000_000];
        Arrays.fill(hundredMegabytes, (byte) ' ');

        int status = statusOrCut(raw().signed("")
                .header("X-Amz-Target", RawEcr.TARGET_PREFIX + "DescribeRepositories")
                .POST(BodyPublishers.ofByteArray(hundredMegabytes)));

        assertThat(status).isIn(CUT_OFF, 400, 413);
        assertThat(raw().call("DescribeRepositories", "{}").status()).isEqualTo(200);
        assertThat(ecr.emulator().usage().temporaryFiles()).isZero();
    }

    private static int statusOrCut(HttpRequest.Builder request) {
        try {
            return raw().send(request).status();
        } catch (UncheckedIOException cutOff) {
            return CUT_OFF;
        }
    }

    @Test
    @Assumed("ECR may lag behind for a moment; a test that reads what it wrote should not have to wait")
    void anAnswerNeverComesBeforeItsEffect() {
        for (int i = 0; i < 20; i++) {
            String name = "app-" + i;
            raw().call("CreateRepository", "{\"repositoryName\":\"" + name + "\"}");

            assertThat(raw().call("ListImages", "{\"repositoryName\":\"" + name + "\"}")
                            .status())
                    .isEqualTo(200);
        }
    }

    private static List<String> fieldsOf(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
