package io.github.ecremulator.contract.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP below the routes: kept connections, expectations, and requests that are none. */
class TransportTest {

    @RegisterExtension
    final RegistryUnderTest registry = RegistryUnderTest.with("app");

    @ParameterizedTest
    @ValueSource(strings = {"PUT /v2/app/manifests/1", "POST /v2/app/blobs/uploads/", "PATCH /v2/app/blobs/uploads/x"})
    @Observed("docker and containerd go on using the connection on which they were challenged")
    void theConnectionOutlivesAChallengeToARequestWithABody(String route) {
        String[] parts = route.split(" ");
        byte[] body = Bytes.random(1, 100_000);
        try (BareConnection connection = registry.connect()) {
            connection
                    .send(parts[0], parts[1], List.of("Host: localhost", "Content-Length: " + body.length))
                    .write(body)
                    .read()
                    .expect(401);

            connection.send("GET", "/v2/", registry.signedIn()).read().expect(200);
        }
    }

    @Test
    @Observed("clients keep their connections through errors")
    void theConnectionOutlivesAnError() {
        try (BareConnection connection = registry.connect()) {
            connection
                    .send("PUT", "/v2/app/manifests/1", registry.signedIn("Content-Length: 5"))
                    .write("hello")
                    .read()
                    .error();
            connection
                    .send("HEAD", "/v2/app/manifests/1", registry.signedIn())
                    .read("HEAD")
                    .expect(404);
            connection.send("GET", "/v2/", registry.signedIn()).read().expect(200);
        }
    }

    @Test
    @Documented("RFC 9110, 10.1.1: 100 (Continue) before the body is sent")
    void aClientThatAsksFirstIsToldToGoOn() {
        byte[] content = Bytes.random(2, 10_000);
        String digest = Bytes.sha256(content);
        String target = DoorRequest.pathAndQuery(RegistryUnderTest.closing(registry.openUpload("app"), digest));
        try (BareConnection connection = registry.connect()) {
            connection.send(
                    "PUT", target, registry.signedIn("Content-Length: " + content.length, "Expect: 100-continue"));

            connection.readOne("PUT").expect(100);
            connection.write(content).read("PUT").expect(201);
        }
    }

    @Test
    @Documented("RFC 9110, 10.1.1: a final status at once, or 100 and the final status after the body")
    void aClientThatAsksFirstIsStillChallenged() {
        try (BareConnection connection = registry.connect()) {
            Answer first = connection
                    .send(
                            "PUT",
                            "/v2/app/manifests/1",
                            List.of("Host: localhost", "Content-Length: 1000", "Expect: 100-continue"))
                    .readOne("PUT");
            Answer last = first.status() == 100
                    ? connection.write(Bytes.random(3, 1000)).read("PUT")
                    : first;

            last.expect(401);
        }
    }

    static Stream<String> requestsThatAreNone() {
        return Stream.of(
                "NONSENSE\r\n\r\n",
                "GET\r\n\r\n",
                "GET /v2/\r\nHost: localhost\r\n\r\n",
                "GET /v2/ HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "GET /v2/ HTTP/1.1\r\n\r\n",
                "GET /v2/ HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /v2/ HTTP/1.1\r\nHost: localhost\r\nBroken Header: x\r\n\r\n",
                "GET /v2/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: abc\r\n\r\n",
                "GET /v2/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "GET /v2/\u0001 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "G\u0000T /v2/ HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("requestsThatAreNone")
    @Assumed("what ECR's front end says to such bytes is unrecorded; clients parse only the form of the door's errors")
    void whatIsNoRequestIsABadRequestInTheFormOfTheDoor(String bytes) {
        try (BareConnection connection = registry.connect()) {
            Answer answer = connection.write(bytes).read();

            assertThat(answer.status()).as("%s", answer).isIn(400, 401, 404, 505);
            if (answer.status() != 401) {
                answer.error();
            }
        }
    }

    @Test
    @Observed("a TLS handshake on the HTTP port answered with HTTP/1.1 400 lets clients fall back to plain HTTP")
    void aTlsHandshakeIsABadRequest() {
        byte[] clientHello = {0x16, 0x03, 0x01, 0x00, 0x05, 0x01, 0x00, 0x00, 0x01, 0x00};
        try (BareConnection connection = registry.connect()) {
            connection.write(clientHello).read().expect(400);
        }
    }

    @Test
    @Assumed("431 is what HTTP has for it; the form is that of the door")
    void aHeaderThatIsTooLongIsAnErrorInTheFormOfTheDoor() {
        try (BareConnection connection = registry.connect()) {
            Answer answer = connection
                    .send("GET", "/v2/", List.of("Host: localhost", "X-Long: " + "x".repeat(40_000)))
                    .read()
                    .expect(431);
            answer.error();
        }
    }

    @Test
    @Assumed("414 is what HTTP has for it; the form is that of the door")
    void aRequestLineThatIsTooLongIsAnErrorInTheFormOfTheDoor() {
        try (BareConnection connection = registry.connect()) {
            Answer answer = connection
                    .send("GET", "/v2/" + "a".repeat(40_000) + "/tags/list", List.of("Host: localhost"))
                    .read();
            assertThat(answer.status()).as("%s", answer).isIn(414, 431, 400);
            answer.error();
        }
    }

    @Test
    @Observed("the real password is about two thousand characters; 6 kB headers pass")
    void aLongAuthorizationHeaderIsStillRead() {
        registry.get("/v2/")
                .authorization("Basic QVdTOmV5" + "QVdT".repeat(1500))
                .send()
                .expectError(400, "DENIED", "Your Authorization Token is invalid.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v2/app",
                "GET /v2/app/",
                "GET /v2/app/unknown/x",
                "GET /v2/app/tags",
                "GET /v2/app/tags/other",
                "GET /v2/_oci/ext/discover",
                "GET /v2/app/manifests/",
                "GET /v2/app/blobs/",
                "GET /v2/app/referrers/",
                "POST /v2/app/manifests/1",
                "PATCH /v2/app/manifests/1",
                "PUT /v2/app/tags/list",
                "DELETE /v2/_catalog",
                "PUT /v2/app/blobs/sha256:aa",
                "OPTIONS /v2/app/tags/list",
                "BREW /v2/app/tags/list"
            })
    @Assumed("ECR's answer to routes that do not exist is unrecorded; it is the client's error in the door's form")
    void whatIsNoRouteIsAnErrorInTheFormOfTheDoor(String route) {
        String[] parts = route.split(" ");

        Answer answer = registry.request(parts[0], parts[1]).send();

        assertThat(answer.status()).as("%s", answer).isBetween(400, 499);
        answer.error();
        assertThat(answer.header("Docker-Distribution-Api-Version")).isEqualTo("registry/2.0");
    }
}
