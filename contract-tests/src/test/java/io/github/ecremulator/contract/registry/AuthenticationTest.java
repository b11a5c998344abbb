package io.github.ecremulator.contract.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import io.github.ecremulator.core.fixture.TestImage;
import io.github.ecremulator.server.EcrEmulatorServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in at the registry door, and the three different ways of being turned away. */
class AuthenticationTest {

    private static final String INVALID = "Your Authorization Token is invalid.";
    private static final String EXPIRED = "Your authorization token has expired. Reauthenticate and try again.";

    @RegisterExtension
    final RegistryUnderTest registry = RegistryUnderTest.with("app");

    static Stream<String> everyRoute() {
        String digest = Bytes.absentDigest('a');
        String upload = "/v2/app/blobs/uploads/18ee9582-bdf0-430a-8648-eb18f897e098";
        return Stream.of(
                "GET /v2/",
                "GET /v2",
                "HEAD /v2/app/blobs/" + digest,
                "GET /v2/app/blobs/" + digest,
                "DELETE /v2/app/blobs/" + digest,
                "POST /v2/app/blobs/uploads/",
                "PATCH " + upload,
                "PUT " + upload + "?digest=" + digest,
                "GET " + upload,
                "DELETE " + upload,
                "HEAD /v2/app/manifests/1",
                "GET /v2/app/manifests/1",
                "PUT /v2/app/manifests/1",
                "DELETE /v2/app/manifests/1",
                "GET /v2/app/tags/list",
                "GET /v2/app/referrers/" + digest,
                "GET /v2/_catalog",
                "GET /v2/never-created/manifests/1");
    }

    @ParameterizedTest
    @MethodSource("everyRoute")
    @Observed("docker-ls #28, copy-docker-image #5, kube-image-keeper #172, regclient #709")
    void aRequestWithoutCredentialsIsChallengedInPlainText(String route) {
        Answer answer = to(route).anonymous().send().expect(401);

        assertThat(answer.contentType()).isEqualTo("text/plain;charset=utf-8");
        assertThat(answer.header("Content-Length")).isEqualTo("15");
        assertThat(answer.text()).isEqualTo(route.startsWith("HEAD") ? "" : "Not Authorized\n");
        assertThat(answer.headers("WWW-Authenticate"))
                .containsExactly("Basic realm=\"" + registry.url() + "/\",service=\"ecr.amazonaws.com\"");
        assertThat(answer.header("Docker-Distribution-Api-Version")).isEqualTo("registry/2.0");
    }

    @Test
    @Observed("docker-ls #28, kube-image-keeper #172, regclient #709: the challenge of a real registry")
    void theChallengeAtARealHostNameIsTheOneOfEcrByteForByte() {
        Answer answer = registry.get("/v2/")
                .anonymous()
                .host("123456789012.dkr.ecr.us-east-1.amazonaws.com")
                .header("X-Forwarded-Proto", "https")
                .send()
                .expect(401);

        assertThat(answer.headers("WWW-Authenticate"))
                .containsExactly("Basic realm=\"https://123456789012.dkr.ecr.us-east-1.amazonaws.com/\","
                        + "service=\"ecr.amazonaws.com\"");
    }

    @ParameterizedTest
    @MethodSource("everyRoute")
    @Observed("aws-cli #4962, #5317, #9864; kargo #3482; kreuzwerker/terraform-provider-docker #666")
    void aTokenThatEcrDidNotIssueIsABadRequestWithoutAChallenge(String route) {
        refusedAs(route, 400, INVALID, base64("AWS:eyJwYXlsb2FkIjoiYm9ndXMifQ=="));
    }

    @ParameterizedTest
    @MethodSource("everyRoute")
    @Observed("flipt #3043, soci-snapshotter #1148")
    void anExpiredTokenIsForbiddenWithoutAChallenge(String route) {
        String token = registry.token();
        registry.emulator().clock().advance(Duration.ofHours(12).plusSeconds(1));

        refusedAs(route, 403, EXPIRED, token);
    }

    private void refusedAs(String route, int status, String message, String token) {
        DoorRequest request = to(route).token(token);
        Answer answer = route.startsWith("HEAD")
                ? request.send().expectHeadError(status, "DENIED", message)
                : request.send().expectError(status, "DENIED", message);
        assertThat(answer.header("WWW-Authenticate")).isNull();
    }

    @Test
    @Observed("Content-Length of the recorded bodies: 80 and 111 bytes")
    void theBodiesOfTheRefusalsHaveTheRecordedLengths() {
        String token = registry.token();
        assertThat(registry.get("/v2/").token(base64("AWS:bogus")).send().body())
                .hasSize(80);
        registry.emulator().clock().advance(Duration.ofHours(13));
        assertThat(registry.get("/v2/").token(token).send().body()).hasSize(111);
    }

    @Test
    @Documented("API Reference, GetAuthorizationToken: the token is valid for 12 hours")
    void aTokenLivesForTwelveHoursOfTheEmulatorsClock() {
        registry.emulator().clock().freeze();
        String token = registry.freshToken();

        registry.emulator().clock().advance(Duration.ofHours(12).minusSeconds(1));
        registry.get("/v2/").token(token).send().expect(200);

        registry.emulator().clock().advance(Duration.ofSeconds(2));
        registry.get("/v2/").token(token).send().expect(403);
        registry.get("/v2/").token(registry.freshToken()).send().expect(200);
    }

    @Test
    @Documented("API Reference, GetAuthorizationToken: a new token does not end an older one")
    void severalTokensAreValidAtOnce() {
        String first = registry.freshToken();
        String second = registry.freshToken();

        assertThat(first).isNotEqualTo(second);
        registry.get("/v2/").token(first).send().expect(200);
        registry.get("/v2/").token(second).send().expect(200);
    }

    static Stream<String> credentialsOfAWrongForm() {
        return Stream.of(
                "Basic " + base64("AWS:"),
                "Basic " + base64("AWS"),
                "Basic " + base64(":"),
                "Basic " + base64("AWS:AWS:AWS"),
                "Basic !!!not-base64!!!",
                "Basic QVdT\u00e9",
                "Basic " + base64("AWS:" + "ey".repeat(1500)));
    }

    @ParameterizedTest
    @MethodSource("credentialsOfAWrongForm")
    @Observed("aws-cli #4962, #5317: a malformed token is 400 DENIED; only its absence is challenged")
    void credentialsOfAWrongFormAreABadRequestToo(String authorization) {
        registry.get("/v2/").authorization(authorization).verbatim().send().expectError(400, "DENIED", INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer QVdTOnRva2Vu", "Basic ", "Bogus", "AWS4-HMAC-SHA256 Credential=x"})
    @Assumed("credentials of another scheme are unrecorded: they are bad ones, or none")
    void anotherSchemeLetsNobodyIn(String authorization) {
        Answer answer =
                registry.get("/v2/").authorization(authorization).verbatim().send();

        assertThat(answer.status()).as("%s", answer).isIn(400, 401);
        if (answer.status() == 400) {
            answer.expectError(400, "DENIED", INVALID);
        } else {
            assertThat(answer.text()).isEqualTo("Not Authorized\n");
        }
    }

    /** The ways in which a password is damaged between the clipboard and the client. */
    enum Damage {
        SHORTENED(password -> password.substring(0, password.length() - 4)),
        LENGTHENED(password -> password + "AAAA"),
        PADDED_AWAY(password -> password.replaceFirst("=*$", "AAAA")),
        ONE_CHARACTER_CHANGED(password ->
                password.substring(0, 40) + (password.charAt(40) == 'A' ? 'B' : 'A') + password.substring(41)),
        LOWER_CASED(password -> password.toLowerCase(Locale.ROOT)),
        DOUBLED(password -> password + password);

        private final UnaryOperator<String> way;

        Damage(UnaryOperator<String> way) {
            this.way = way;
        }
    }

    @ParameterizedTest
    @EnumSource
    @Observed("aws-cli #4962, #5317: a damaged password is refused")
    void aDamagedPasswordIsRefused(Damage damage) {
        String password = decoded(registry.token()).substring("AWS:".length());

        registry.get("/v2/")
                .token(base64("AWS:" + damage.way.apply(password)))
                .send()
                .expectError(400, "DENIED", INVALID);
    }

    @Test
    @Assumed("a token is known only to the service that issued it")
    void aTokenOfAnotherEmulatorIsForeign() {
        try (EcrEmulatorServer other = EcrEmulatorServer.start()) {
            new DoorRequest(other.port(), "GET", "/v2/", null)
                    .token(registry.token())
                    .send()
                    .expectError(400, "DENIED", INVALID);
        }
    }

    @Test
    @Documented("RFC 7617: the scheme name is case-insensitive")
    void theSchemeNameMayBeWrittenInAnyCase() {
        registry.get("/v2/").authorization("basic " + registry.token()).send().expect(200);
        registry.get("/v2/").authorization("BASIC " + registry.token()).send().expect(200);
    }

    @ParameterizedTest
    @CsvSource({"/v2/", "/v2"})
    @Documented("OCI distribution-spec 1.1, end-1; registry HTTP API V2")
    void theBaseAnswersThoseWhoAreSignedIn(String base) {
        Answer answer = registry.get(base).send().expect(200);

        assertThat(answer.header("Docker-Distribution-Api-Version")).isEqualTo("registry/2.0");
    }

    @Test
    @Documented("User Guide, common errors: tokens are tied to a region")
    @Assumed("the status and the code for a token of another region are unrecorded")
    void aTokenOfAnotherRegionIsInvalidAtAHostThatNamesItsRegion() {
        registry.get("/v2/")
                .host("123456789012.dkr.ecr.eu-west-1.amazonaws.com")
                .send()
                .expectError(400, "DENIED", INVALID);
    }

    @Test
    @Documented("User Guide, registry authentication: one token works for every registry of its region")
    @Observed("form of the refusal: kaniko #1455, moj #7245; the ECS agent parses it")
    void aCallerOfAnotherAccountIsKnownButNotPermitted() {
        registry.emulator().push("app:1", TestImage.of("theirs"));
        String theirToken = registry.token("210987654321", "us-east-1");

        Answer answer = registry.get("/v2/app/manifests/1")
                .host("123456789012.dkr.ecr.us-east-1.amazonaws.com")
                .token(theirToken)
                .send()
                .expectErrorCode(403, "DENIED");

        assertThat(answer.errorMessage())
                .matches(
                        "User: arn:aws:\\S+210987654321\\S* is not authorized to perform: ecr:BatchGetImage on resource:"
                                + " arn:aws:ecr:us-east-1:123456789012:repository/app( .*)?");
    }

    private DoorRequest to(String route) {
        String[] parts = route.split(" ");
        DoorRequest request = registry.request(parts[0], parts[1]);
        return parts[0].equals("PUT") || parts[0].equals("PATCH") ? request.body("some content") : request;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String decoded(String token) {
        return new String(Base64.getDecoder().decode(token), StandardCharsets.US_ASCII);
    }
}
