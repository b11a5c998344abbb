package io.github.ecremulator.contract.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.ecremulator.contract.api.ModelWalk.Variation;
import io.github.ecremulator.contract.api.RawEcr.Answer;
import io.github.ecremulator.contract.evidence.Documented;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that a client sends makes the server stumble: every fault is the client's, and told as one. */
class HostileInputTest {

    @RegisterExtension
    static final EcrUnderTest ecr = new EcrUnderTest();

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Values of every JSON type, at and beyond the edges of what any member may be. */
    private static final List<JsonNode> VALUES = List.of(
            JSON.nullNode(),
            JSON.booleanNode(true),
            JSON.objectNode(),
            JSON.objectNode().put("a", "b"),
            JSON.arrayNode(),
            JSON.arrayNode().add(JSON.nullNode()),
            JSON.arrayNode().add(JSON.arrayNode()),
            JSON.arrayNode().add(JSON.objectNode()).add("a"),
            JSON.numberNode(0),
            JSON.numberNode(-1),
            JSON.numberNode(Long.MAX_VALUE),
            JSON.numberNode(Long.MIN_VALUE),
            JSON.numberNode(BigInteger.ONE.shiftLeft(64)),
            JSON.numberNode(new BigDecimal("1.5")),
            JSON.numberNode(new BigDecimal("1E+400")),
            JSON.textNode(""),
            JSON.textNode(" "),
            JSON.textNode("\u0000"),
            JSON.textNode("\n"),
            JSON.textNode("\ud800"),
            JSON.textNode("🚢"),
            JSON.textNode("null"),
            JSON.textNode("*"),
            JSON.textNode("%s%n%d{}"),
            JSON.textNode("../../../etc/passwd"),
            JSON.textNode("%2e%2e%2f"),
            JSON.textNode("'; DROP TABLE images; --"),
            JSON.textNode("sha256:"),
            JSON.textNode("sha256:zz"),
            JSON.textNode("sha256:" + "A".repeat(64)),
            JSON.textNode("sha512:" + "0".repeat(128)),
            JSON.textNode("md5:00"),
            JSON.textNode("arn:aws:ecr:us-east-1:123456789012:repository/../app"),
            JSON.textNode("arn:::::"),
            JSON.textNode("AAA"),
            JSON.textNode("a".repeat(100_000)));

    static List<String> operations() {
        return ModelWalk.OPERATIONS;
    }

    @ParameterizedTest
    @MethodSource("operations")
    @Documented(ApiReference.SERVICE_MODEL)
    void noValueOfAnyMemberMakesTheServerStumble(String operation) {
        assumeTrue(ServiceModel.isAvailable(), ServiceModel::reasonForAbsence);
        ecr.repository("aa").pushed("content", "aa");
        List<String> errors = new ArrayList<>(ServiceModel.get().errors(operation));
        errors.removeAll(List.of("ServerException", "KmsException"));
        errors.addAll(List.of("AccessDeniedException", "SerializationException"));
        List<String> complaints = new ArrayList<>();

        for (Variation hostile : ModelWalk.of(operation).withEachMemberBeing(VALUES)) {
            Answer answer = ecr.raw().call(operation, hostile.input().toString());
            boolean told = answer.status() == 400 && errors.contains(answer.type());
            if (answer.status() != 200 && !told) {
                complaints.add(hostile + " was answered " + answer.status() + " "
                        + answer.body().replaceAll("[^ -~]", "?"));
            }
        }

        assertThat(complaints).isEmpty();
    }

    @Test
    @Documented(ApiReference.UPLOAD_LAYER_PART)
    void aPartThatIsCutOffIsNoPart() throws IOException {
        RepositoryUnderTest app = ecr.repository("app");
        Blob layer = Blob.layerOf(3_000_000);
        String uploadId = app.startedUpload();

        sendHalfOfAPart(uploadId);

        assertThat(app.sendPart(uploadId, 0, layer.bytes())).isEqualTo(2_999_999);
        app.finish(uploadId, layer.digest());
        assertThat(ecr.emulator().usage().openUploads()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*no base64*\"}", "\"", "\"}garbage", "\",\"partLastByte\":\"x\"}", "\",\"registryId\":\"x\"}"})
    @Documented(ApiReference.UPLOAD_LAYER_PART)
    void aPartWhoseRequestEndsInAFaultIsNoPart(String end) {
        RepositoryUnderTest app = ecr.repository("app");
        Blob layer = Blob.layerOf(3_000_000);
        String uploadId = app.startedUpload();
        String part = Base64.getEncoder().encodeToString(layer.bytes());

        Answer answer = ecr.raw()
                .call(
                        "UploadLayerPart",
                        "{\"repositoryName\":\"app\",\"uploadId\":\"" + uploadId
                                + "\",\"partFirstByte\":0,\"partLastByte\":2999999,\"layerPartBlob\":\"" + part + end);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(app.sendPart(uploadId, 0, layer.bytes())).isEqualTo(2_999_999);
        app.finish(uploadId, layer.digest());
        assertThat(ecr.emulator().usage().openUploads()).isZero();
    }

    @Test
    @Documented("https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html")
    void theMembersOfAPartComeInAnyOrder() {
        RepositoryUnderTest app = ecr.repository("app");
        Blob layer = Blob.layerOf(3_000_000);
        String uploadId = app.startedUpload();

        Answer answer = ecr.raw()
                .call(
                        "UploadLayerPart",
                        "{\"layerPartBlob\":\"" + Base64.getEncoder().encodeToString(layer.bytes())
                                + "\",\"partLastByte\":2999999,\"partFirstByte\":0,\"repositoryName\":\"app\",\"uploadId\":\""
                                + uploadId + "\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        app.finish(uploadId, layer.digest());
    }

    private static void sendHalfOfAPart(String uploadId) throws IOException {
        String body = """
                {"repositoryName":"app","uploadId":"%s","partFirstByte":0,"partLastByte":2999999,"layerPartBlob":"%s""".formatted(uploadId, "A".repeat(2_000_000));
        String head = """
                POST / HTTP/1.1
                Host: localhost
                Content-Type: application/x-amz-json-1.1
                X-Amz-Target: AmazonEC2ContainerRegistry_V20150921.UploadLayerPart
                X-Amz-Date: 20260101T000000Z
                Authorization: AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/ecr/aws4_request, SignedHeaders=host, Signature=00
                Content-Length: 4000200

                """;
        URI endpoint = ecr.server().endpoint();
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort());
                OutputStream out = socket.getOutputStream()) {
            out.write(head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(body.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
