package io.github.ecremulator.contract.registry;

import static io.github.ecremulator.contract.registry.Bytes.MIB;
import static io.github.ecremulator.contract.registry.DoorRequest.pathAndQuery;
import static io.github.ecremulator.contract.registry.RegistryUnderTest.closing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the right error is given and nothing is left behind: checked after each test. */
@Isolated("counts the threads and open files of the process")
class BadInputTest {

    private static final int BELOW_MEMORY_LIMIT = 100_000;
    private static final int ABOVE_MEMORY_LIMIT = 6 * MIB;

    @RegisterExtension
    final RegistryUnderTest registry = RegistryUnderTest.with("app", "other");

    private final SampleManifest present = SampleManifest.ociImage("present");
    private LeakWatch watch;

    /** How a client goes away. */
    enum Cut {
        CLOSED(BareConnection::close),
        RESET(BareConnection::reset),
        HALF_CLOSED(connection -> {
            connection.shutdownOutput();
            connection.readSome(10_000);
            connection.close();
        });

        private final Consumer<BareConnection> way;

        Cut(Consumer<BareConnection> way) {
            this.way = way;
        }

        void cut(BareConnection connection) {
            way.accept(connection);
        }
    }

    @BeforeEach
    void rememberWhatIsThere() {
        registry.push("app", "1", present);
        watch = LeakWatch.over(registry);
    }

    @AfterEach
    void nothingIsLeft() {
        watch.assertNothingIsLeft();
        registry.get("/v2/app/manifests/1").send().expect(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, BELOW_MEMORY_LIMIT, ABOVE_MEMORY_LIMIT})
    @Observed("the recorded text of the registry, HTTP 400")
    void aWrongDigestAtTheEndOfAnUpload(int size) {
        byte[] content = Bytes.random(11, size);

        registry.put(closing(registry.openUpload("app"), Bytes.absentDigest('1')))
                .body(content)
                .send()
                .expectErrorCode(400, "BLOB_UPLOAD_INVALID");

        absent(content);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, BELOW_MEMORY_LIMIT, ABOVE_MEMORY_LIMIT})
    @Observed("the recorded text of the registry, HTTP 400")
    void aWrongDigestAfterAStream(int size) {
        byte[] content = Bytes.random(12, size);
        String location = registry.patch(registry.openUpload("app"))
                .chunked(content)
                .send()
                .expect(201)
                .location();

        registry.put(closing(location, Bytes.absentDigest('1'))).send().expectErrorCode(400, "BLOB_UPLOAD_INVALID");

        absent(content);
    }

    @Test
    @Documented("OCI distribution-spec 1.1, end-4b: 400, or 202 and the client finds out with the PUT")
    void aWrongDigestWithASinglePost() {
        byte[] content = Bytes.random(13, BELOW_MEMORY_LIMIT);

        Answer answer = registry.post("/v2/app/blobs/uploads/?digest=" + Bytes.absentDigest('1'))
                .body(content)
                .send();

        if (answer.status() == 202) {
            registry.delete(answer.location()).send().expect(204);
        } else {
            answer.expectErrorCode(400, "BLOB_UPLOAD_INVALID");
        }
        absent(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256:abc", "latest", "md5:d41d8cd98f00b204e9800998ecf8427e", "%00"})
    @Documented("OCI distribution-spec: an invalid or unsupported digest is 400")
    void aMalformedDigestWithASinglePost(String digest) {
        Answer answer = registry.post("/v2/app/blobs/uploads/?digest=" + digest)
                .body(Bytes.random(13, ABOVE_MEMORY_LIMIT))
                .send();

        if (answer.status() == 202) {
            registry.delete(answer.location()).send().expect(204);
        } else {
            assertThat(answer.status()).as("%s", answer).isIn(400, 405);
            answer.error();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?digest=",
                "?digest=sha256:",
                "?digest=sha256:abc",
                "?digest=latest",
                "?digest=md5:d41d8cd98f00b204e9800998ecf8427e",
                "?digest=sha256:../../../../etc/passwd",
                "?digest=%00",
                "?other=1"
            })
    @Documented("OCI distribution-spec: an invalid or unsupported digest is 400")
    void aMalformedDigestAtTheEndOfAnUpload(String query) {
        String location = registry.openUpload("app");

        Answer answer =
                registry.put(location + query).body(Bytes.random(14, 1000)).send();

        assertThat(answer.status()).as("%s", answer).isIn(400, 405);
        assertThat(answer.errorCode()).isIn("DIGEST_INVALID", "BLOB_UPLOAD_INVALID", "UNSUPPORTED");
        registry.delete(location).send();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-99", "0-9999", "0-0"})
    @Documented("API Reference, UploadLayerPart: the bytes are as many as the range says (InvalidLayerPartException)")
    @Assumed("the status of this InvalidLayerPart at the door is unrecorded: 400 or the 416 of the other one")
    void aRangeThatIsNotAsLongAsItsBytes(String range) {
        String location = registry.openUpload("app");

        Answer answer = registry.patch(location)
                .header("Content-Range", range)
                .body(Bytes.random(15, 1000))
                .send();

        assertThat(answer.status()).as("%s", answer).isIn(400, 416);
        assertThat(answer.errorCode()).isEqualTo("BLOB_UPLOAD_INVALID");
        nothingWasReceived(location);
        registry.delete(location).send();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"abc", "-", "5-0", "-5", "0-", "0-999-5", "99999999999999999999-99999999999999999999", "0 - 9"})
    @Documented("OCI distribution-spec 1.1: Content-Range matches ^[0-9]+-[0-9]+$")
    @Assumed("whether it is an invalid part or an invalid parameter is open")
    void aRangeThatIsNone(String range) {
        String location = registry.openUpload("app");

        Answer answer = registry.patch(location)
                .header("Content-Range", range)
                .body(Bytes.random(16, 1000))
                .send();

        assertThat(answer.status()).as("%s", answer).isIn(400, 405, 416);
        assertThat(answer.errorCode()).isIn("BLOB_UPLOAD_INVALID", "UNSUPPORTED");
        nothingWasReceived(location);
        registry.delete(location).send();
    }

    private void nothingWasReceived(String location) {
        Answer status = registry.get(location).send();
        if (status.status() == 204) {
            assertThat(status.header("Range")).isEqualTo("0-0");
        } else {
            status.expectErrorCode(404, "BLOB_UPLOAD_UNKNOWN");
        }
    }

    @ParameterizedTest
    @EnumSource
    @Assumed("an upload whose connection was cut is dropped; never a committed partial blob")
    void aConnectionCutInTheMiddleOfAPatch(Cut way) {
        for (int announced : List.of(BELOW_MEMORY_LIMIT, ABOVE_MEMORY_LIMIT)) {
            byte[] content = Bytes.random(17, announced);
            String location = registry.openUpload("app");
            BareConnection connection = registry.connect()
                    .send("PATCH", pathAndQuery(location), registry.signedIn("Content-Length: " + announced))
                    .write(Bytes.slice(content, 0, announced / 2));
            way.cut(connection);

            Eventually.holds(() -> registry.get(location).send().expectErrorCode(404, "BLOB_UPLOAD_UNKNOWN"));
            absent(Bytes.slice(content, 0, announced / 2));
        }
    }

    @ParameterizedTest
    @EnumSource
    @Assumed("an upload whose connection was cut is dropped; never a committed partial blob")
    void aConnectionCutInTheMiddleOfAStream(Cut way) {
        byte[] content = Bytes.random(18, 3 * MIB);
        String location = registry.openUpload("app");
        BareConnection connection = registry.connect()
                .send("PATCH", pathAndQuery(location), registry.signedIn("Transfer-Encoding: chunked"))
                .write(Integer.toHexString(content.length) + "\r\n")
                .write(content)
                .write("\r\n400\r\nnot four hundred");
        way.cut(connection);

        Eventually.holds(() -> registry.get(location).send().expectErrorCode(404, "BLOB_UPLOAD_UNKNOWN"));
        absent(content);
    }

    @ParameterizedTest
    @EnumSource
    @Observed("the digest of what did arrive would match: a partial blob must not be committed")
    void aConnectionCutInTheMiddleOfAPut(Cut way) {
        for (int announced : List.of(BELOW_MEMORY_LIMIT, ABOVE_MEMORY_LIMIT)) {
            byte[] sent = Bytes.random(19, announced / 2);
            String location = registry.openUpload("app");
            BareConnection connection = registry.connect()
                    .send(
                            "PUT",
                            pathAndQuery(closing(location, Bytes.sha256(sent))),
                            registry.signedIn("Content-Length: " + announced))
                    .write(sent);
            way.cut(connection);

            Eventually.holds(() -> registry.get(location).send().expectErrorCode(404, "BLOB_UPLOAD_UNKNOWN"));
            absent(sent);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Observed("the digest of what did arrive would match: a partial blob must not be committed")
    void aConnectionCutInTheMiddleOfASinglePost(Cut way) {
        byte[] sent = Bytes.random(20, BELOW_MEMORY_LIMIT);
        BareConnection connection = registry.connect()
                .send(
                        "POST",
                        "/v2/app/blobs/uploads/?digest=" + Bytes.sha256(sent),
                        registry.signedIn("Content-Length: " + 2 * BELOW_MEMORY_LIMIT))
                .write(sent);
        way.cut(connection);

        watch.assertNothingIsLeft();
        absent(sent);
    }

    @ParameterizedTest
    @EnumSource
    @Documented("RFC 9112, 8: an incomplete message must not be acted on")
    void aConnectionCutInTheMiddleOfAManifest(Cut way) {
        BareConnection connection = registry.connect()
                .send(
                        "PUT",
                        "/v2/app/manifests/cut",
                        registry.signedIn(
                                "Content-Type: " + present.mediaType(), "Content-Length: " + (present.size() + 1)))
                .write(present.bytes());
        way.cut(connection);

        watch.assertNothingIsLeft();
        registry.get("/v2/app/manifests/cut").send().expect(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\nhello\r\n", "-5\r\nhello\r\n", "5\r\nhello world\r\n0\r\n\r\n", "\r\n\r\n"})
    @Documented("RFC 9112, 7.1: what is no chunk is no message")
    void chunkedTransferEncodingThatIsNone(String bytes) {
        String location = registry.openUpload("app");
        try (BareConnection connection = registry.connect()) {
            Answer answer = connection
                    .send("PATCH", pathAndQuery(location), registry.signedIn("Transfer-Encoding: chunked"))
                    .write(bytes)
                    .read();
            answer.expect(400).error();
        }
        registry.delete(location).send();
    }

    @Test
    @Documented("RFC 9110, 8.6: a body longer than its Content-Length is another request, and a broken one")
    void aBodyLongerThanItsLength() {
        byte[] content = Bytes.random(21, 2000);
        String target = pathAndQuery(closing(registry.openUpload("app"), Bytes.sha256(content)));
        try (BareConnection connection = registry.connect()) {
            connection
                    .send("PUT", target, registry.signedIn("Content-Length: 1000"))
                    .write(content)
                    .read()
                    .expectErrorCode(400, "BLOB_UPLOAD_INVALID");
        }
        absent(content);
    }

    @ParameterizedTest
    @MethodSource("io.github.ecremulator.contract.registry.ManifestPushTest#whatIsNoManifest")
    @Observed("apko #450, kaniko #2815, falcoctl #302, regclient #709")
    void aMalformedManifest(String text) {
        registry.put("/v2/app/manifests/2")
                .contentType(SampleManifest.OCI_IMAGE)
                .body(text)
                .send()
                .expectErrorCode(405, "UNSUPPORTED");
    }

    @Test
    @Observed("oras-py #54, docker-manifest-create-action #63")
    void aManifestOfWhatIsNotThere() {
        registry.putManifest("app", "1", SampleManifest.ociImage("absent")).expectErrorCode(404, "BLOB_UPLOAD_UNKNOWN");
        registry.putManifest("app", "1", SampleManifest.ociIndex(present, SampleManifest.ociImage("absent")))
                .expectErrorCode(404, "MANIFEST_BLOB_UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(ints = {4_194_305, ABOVE_MEMORY_LIMIT})
    @Documented("API Reference, PutImage: imageManifest has at most 4,194,304 characters")
    void aManifestThatIsTooLarge(int size) {
        DoorRequest request = registry.put("/v2/app/manifests/2").contentType(SampleManifest.OCI_IMAGE);

        request.body(Bytes.random(22, size)).send().expectErrorCode(405, "UNSUPPORTED");
        request.chunked(Bytes.random(23, size)).send().expectErrorCode(405, "UNSUPPORTED");
    }

    @Test
    @Documented("RFC 9112, 9.6: a server may close the connection on a body that is longer than it cares to read")
    void aManifestThatIsMuchTooLarge() {
        DoorRequest request = registry.put("/v2/app/manifests/2")
                .contentType(SampleManifest.OCI_IMAGE)
                .chunked(Bytes.random(24, 40 * MIB));

        try {
            request.send().expectErrorCode(405, "UNSUPPORTED");
        } catch (UncheckedIOException closedWhileSending) {
            assertThat(closedWhileSending).hasMessageContaining("/v2/app/manifests/2");
        }
    }

    @Test
    @Assumed("code as for UploadNotFoundException")
    void anUnknownUpload() {
        String location = "/v2/app/blobs/uploads/00000000-0000-0000-0000-000000000000";
        byte[] content = Bytes.random(24, ABOVE_MEMORY_LIMIT);

        registry.patch(location).body(content).send().expectErrorCode(404, "BLOB_UPLOAD_UNKNOWN");
        registry.put(closing(location, Bytes.sha256(content)))
                .body(content)
                .send()
                .expectErrorCode(404, "BLOB_UPLOAD_UNKNOWN");
        absent(content);
    }

    @Test
    @Observed("radius #7855, devcontainers/cli #814")
    void aBlobOfZeroBytes() {
        registry.put(closing(registry.openUpload("app"), Bytes.sha256(new byte[0])))
                .send()
                .expectErrorCode(400, "BLOB_UPLOAD_INVALID");
    }

    @Test
    @Observed("dotnet/sdk-container-builds #424")
    void chunksThatAreTooSmall() {
        String location = registry.openUpload("app");
        location = registry.patch(location)
                .body(Bytes.random(25, 10))
                .send()
                .expect(201)
                .location();
        location = registry.patch(location)
                .body(Bytes.random(26, 10))
                .send()
                .expect(201)
                .location();

        registry.put(closing(location, Bytes.absentDigest('1'))).send().expectErrorCode(400, "BLOB_UPLOAD_INVALID");
    }

    @Test
    @Documented("OCI distribution-spec, end-14")
    void anUploadThatIsCancelledAfterMuchWasSent() {
        String location = registry.openUpload("app");
        location = registry.patch(location)
                .chunked(Bytes.random(27, ABOVE_MEMORY_LIMIT))
                .send()
                .expect(201)
                .location();

        registry.delete(location).send().expect(204);
    }

    static Stream<String> pathTricks() {
        List<String> names = List.of(
                "..",
                "../..",
                "app/..",
                "app/../other",
                "./app",
                "app/./x",
                "%2e%2e",
                "%2E%2E/app",
                "app/%2e%2e/other",
                "..%2fother",
                "app%2f..%2fother",
                "app%2F%2E%2E%2Fother",
                "app%5c..%5cother",
                "app\\..\\other",
                "app//other",
                "/app",
                "app/",
                "%00",
                "app%00",
                "app%00/other",
                "app%0d%0aX-Injected:%20yes",
                "BAD%20NAME!!",
                "APP",
                "app;x=y",
                "app/..;/other",
                "%c0%ae%c0%ae/app",
                "%ff%fe",
                "%zz",
                "%",
                "caf\u00e9",
                "-app",
                "app-",
                "a",
                "_catalog",
                "~root",
                "a".repeat(257),
                "a/".repeat(150) + "a");
        List<String> targets = new ArrayList<>();
        for (String name : names) {
            targets.add("PUT /v2/" + name + "/manifests/2");
            targets.add("POST /v2/" + name + "/blobs/uploads/");
            targets.add("GET /v2/" + name + "/blobs/" + Bytes.absentDigest('0'));
        }
        targets.add("PUT /v2/app/manifests/..");
        targets.add("PUT /v2/app/manifests/%2e%2e");
        targets.add("PUT /v2/app/manifests/../../other/manifests/2");
        targets.add("PUT /v2/app/manifests/%2e%2e%2f%2e%2e%2fother%2fmanifests%2f2");
        targets.add("PUT /v2/app/manifests/2%00");
        targets.add("PUT /v2/app/manifests/2%2F3");
        targets.add("PUT /v2/app/manifests/" + "t".repeat(301));
        targets.add("PUT //v2/app/manifests/");
        targets.add("GET /v2/app/blobs/..%2f..%2f..%2fetc%2fpasswd");
        targets.add("GET /v2/app/blobs/sha256:../../../etc/passwd");
        targets.add("GET /v2/app/blobs/sha256:%2e%2e%2f%2e%2e%2fetc%2fpasswd");
        targets.add("GET /v2/app/referrers/sha256:..%2f..");
        targets.add("GET /v2/app/blobs/uploads/%00");
        targets.add("GET /v2/app/blobs/uploads/..%2f..%2fx");
        targets.add("PATCH /v2/app/blobs/uploads/../../manifests/2");
        targets.add("DELETE /v2/app/blobs/uploads/..%2f..%2fmanifests%2f1");
        targets.add("DELETE /v2/app/manifests/%2e%2e/manifests/1");
        return targets.stream();
    }

    @ParameterizedTest
    @MethodSource("pathTricks")
    @Documented("API Reference, CreateRepository: the grammar of names; a path is never resolved")
    void aTrickInThePath(String route) {
        String[] parts = route.split(" ", 2);
        DoorRequest request = registry.request(parts[0], parts[1]).verbatim();
        if (parts[0].startsWith("P")) {
            request.contentType(present.mediaType()).body(present.bytes());
        }

        Answer answer = request.send();

        assertThat(answer.status()).as("%s", answer).isBetween(400, 499).isNotIn(401, 403);
        assertThat(answer.header("X-Injected")).isNull();
        if (parts[1].startsWith("/v2/")) {
            answer.error();
        }
    }

    @Test
    @Assumed("431 is what HTTP has for it")
    void aHeaderThatIsTooLong() {
        String location = registry.openUpload("app");
        try (BareConnection connection = registry.connect()) {
            connection
                    .send(
                            "PATCH",
                            pathAndQuery(location),
                            registry.signedIn("X-Long: " + "x".repeat(40_000), "Content-Length: 5"))
                    .read()
                    .expect(431);
        }
        registry.delete(location).send().expect(204);
    }

    @Test
    @Observed("clients go away while they read, too")
    void aConnectionCutInTheMiddleOfAPull() {
        byte[] large = Bytes.random(28, 32 * MIB);
        String digest = registry.upload("other", large);
        LeakWatch withLargeBlob = LeakWatch.over(registry);
        for (Cut way : List.of(Cut.CLOSED, Cut.RESET)) {
            BareConnection connection =
                    registry.connect().send("GET", "/v2/other/blobs/" + digest, registry.signedIn());
            connection.readSome(100_000);
            way.cut(connection);
        }
        withLargeBlob.assertNothingIsLeft();
        watch = withLargeBlob;
    }

    private void absent(byte[] content) {
        registry.head("/v2/app/blobs/" + Bytes.sha256(content)).send().expect(404);
    }
}
