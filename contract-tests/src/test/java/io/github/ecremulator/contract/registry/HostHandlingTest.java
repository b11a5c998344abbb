package io.github.ecremulator.contract.registry;

import static io.github.ecremulator.contract.registry.RegistryUnderTest.missingRepository;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.server.EcrEmulatorServer;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;

/** One server, many names: what is echoed, and which registry is meant. */
class HostHandlingTest {

    private static final String OTHER_ACCOUNT = "210987654321";
    private static final String OTHER_REGION = "eu-west-1";
    private static final String OTHER_HOST = "210987654321.dkr.ecr.eu-west-1.amazonaws.com";

    @RegisterExtension
    final RegistryUnderTest registry = RegistryUnderTest.with("app");

    static Stream<String> everyWayToReachTheDefaultRegistry() {
        return Stream.of(
                "localhost:%d",
                "127.0.0.1:%d",
                "[::1]:%d",
                "localhost",
                "ecr:5010",
                "ecr.test:4566",
                "host.docker.internal:%d",
                "my-registry.example.com",
                "123456789012.dkr.ecr.us-east-1.amazonaws.com",
                "123456789012.dkr.ecr.us-east-1.amazonaws.com:%d",
                "123456789012.dkr.ecr.us-east-1.localhost:%d",
                "123456789012.dkr.ecr-fips.us-east-1.amazonaws.com",
                "123456789012.dkr-ecr.us-east-1.on.aws",
                "123456789012.DKR.ECR.US-EAST-1.AMAZONAWS.COM");
    }

    @ParameterizedTest
    @MethodSource("everyWayToReachTheDefaultRegistry")
    @Observed("containerd, oras and docker break in three ways when Location names another host")
    void locationsEchoTheHostOfTheRequest(String pattern) {
        String host = pattern.contains("%d") ? pattern.formatted(registry.port()) : pattern;
        byte[] content = Bytes.of("content for " + host);
        String digest = Bytes.sha256(content);

        String upload = registry.post("/v2/app/blobs/uploads/")
                .host(host)
                .send()
                .expect(202)
                .location();
        assertThat(upload).startsWith("http://" + host + "/v2/app/blobs/uploads/");
        String path = upload.substring(("http://" + host).length());
        String patched =
                registry.patch(path).host(host).body(content).send().expect(201).location();
        assertThat(patched).startsWith("http://" + host + "/v2/app/blobs/uploads/");
        String status = registry.get(path).host(host).send().expect(204).location();
        assertThat(status).startsWith("http://" + host + "/v2/app/blobs/uploads/");
        String blob = registry.put(RegistryUnderTest.closing(path, digest))
                .host(host)
                .send()
                .expect(201)
                .location();
        assertThat(blob).isEqualTo("http://" + host + "/v2/app/blobs/" + digest);
        assertThat(registry.get("/v2/app/blobs/" + digest).send().expect(200).body())
                .isEqualTo(content);
    }

    @ParameterizedTest
    @MethodSource("everyWayToReachTheDefaultRegistry")
    @Assumed("every client that is asked for a realm came by the name it used; so the challenge echoes it as well")
    void theRealmEchoesTheHostOfTheRequest(String pattern) {
        String host = pattern.contains("%d") ? pattern.formatted(registry.port()) : pattern;

        Answer answer = registry.get("/v2/").anonymous().host(host).send().expect(401);

        assertThat(answer.headers("WWW-Authenticate"))
                .containsExactly("Basic realm=\"http://" + host + "/\",service=\"ecr.amazonaws.com\"");
    }

    @Test
    @Documented("User Guide: registries are reached by https; behind a proxy that ends TLS the scheme is the proxy's")
    void aProxyThatEndsTlsIsEchoedAsHttps() {
        Answer answer = registry.post("/v2/app/blobs/uploads/")
                .host("ecr.example.com")
                .header("X-Forwarded-Proto", "https")
                .send()
                .expect(202);

        assertThat(answer.location()).startsWith("https://ecr.example.com/v2/app/blobs/uploads/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OTHER_HOST,
                OTHER_HOST + ":5010",
                "210987654321.dkr.ecr.eu-west-1.localhost:5010",
                "210987654321.dkr.ecr-fips.eu-west-1.amazonaws.com",
                "210987654321.dkr-ecr.eu-west-1.on.aws",
                "210987654321.dkr.ecr.eu-west-1.example.test"
            })
    @Documented("User Guide, registry concepts: https://<account>.dkr.ecr.<region>.amazonaws.com")
    void theHostNameSelectsTheRegistry(String host) {
        registry.api(OTHER_ACCOUNT, OTHER_REGION).createRepository(r -> r.repositoryName("theirs"));
        String token = registry.token(OTHER_ACCOUNT, OTHER_REGION);

        registry.get("/v2/theirs/tags/list").host(host).token(token).send().expect(200);
        registry.get("/v2/app/tags/list")
                .host(host)
                .token(token)
                .send()
                .expectError(404, "NAME_UNKNOWN", missingRepository("app", OTHER_ACCOUNT));
        Answer upload = registry.post("/v2/theirs/blobs/uploads/")
                .host(host)
                .token(token)
                .send()
                .expect(202);
        assertThat(upload.location()).startsWith("http://" + host + "/v2/theirs/blobs/uploads/");
    }

    @Test
    @Documented("User Guide, registry concepts: the repository of one registry is not that of another")
    void theSameNameInTwoRegistriesIsTwoRepositories() {
        SampleManifest here = SampleManifest.ociImage("here");
        registry.push("app", "1", here);
        registry.api(OTHER_ACCOUNT, OTHER_REGION).createRepository(r -> r.repositoryName("app"));
        String token = registry.token(OTHER_ACCOUNT, OTHER_REGION);

        registry.get("/v2/app/manifests/1")
                .host(OTHER_HOST)
                .token(token)
                .send()
                .expectError(404, "MANIFEST_UNKNOWN", "Requested image not found");
        registry.head("/v2/app/blobs/" + Bytes.sha256(here.blobs().get(1)))
                .host(OTHER_HOST)
                .token(token)
                .send()
                .expect(404);
        registry.get("/v2/app/manifests/1").send().expect(200);
    }

    @Test
    @Assumed("a login with a token of a region makes localhost mean that region; real ECR has no such host")
    void onLocalhostTheTokenSelectsTheRegistry() {
        registry.api(OTHER_ACCOUNT, OTHER_REGION).createRepository(r -> r.repositoryName("theirs"));
        String token = registry.token(OTHER_ACCOUNT, OTHER_REGION);

        registry.get("/v2/theirs/tags/list").token(token).send().expect(200);
        registry.get("/v2/app/tags/list")
                .token(token)
                .send()
                .expectError(404, "NAME_UNKNOWN", missingRepository("app", OTHER_ACCOUNT));
        registry.get("/v2/theirs/tags/list").send().expectError(404, "NAME_UNKNOWN", missingRepository("theirs"));
    }

    @Test
    @Assumed("a listener stands for one registry; real ECR has one host name for each")
    void aListenerOpenedForARegistryIsThatRegistry() {
        registry.api(OTHER_ACCOUNT, OTHER_REGION).createRepository(r -> r.repositoryName("theirs"));
        int port = registry.server().openRegistry(OTHER_ACCOUNT, OTHER_REGION);
        String authorization = "Basic " + registry.token(OTHER_ACCOUNT, OTHER_REGION);

        assertThat(port).isNotEqualTo(registry.port());
        new DoorRequest(port, "GET", "/v2/theirs/tags/list", authorization)
                .send()
                .expect(200);
        new DoorRequest(port, "GET", "/v2/app/tags/list", authorization)
                .send()
                .expectError(404, "NAME_UNKNOWN", missingRepository("app", OTHER_ACCOUNT));
        Answer upload = new DoorRequest(port, "POST", "/v2/theirs/blobs/uploads/", authorization)
                .send()
                .expect(202);
        assertThat(upload.location()).startsWith("http://localhost:" + port + "/v2/theirs/blobs/uploads/");
        new DoorRequest(port, "GET", "/v2/", "Basic " + registry.token())
                .send()
                .expectError(400, "DENIED", "Your Authorization Token is invalid.");
    }

    @Test
    @Assumed("a host name that names a registry is more precise than the listener it came by")
    void aHostNameWinsOverTheListener() {
        int port = registry.server().openRegistry(OTHER_ACCOUNT, OTHER_REGION);

        new DoorRequest(port, "GET", "/v2/app/tags/list", "Basic " + registry.token())
                .host("123456789012.dkr.ecr.us-east-1.amazonaws.com")
                .send()
                .expect(200);
    }

    @Test
    @Observed("sources of CDK and SAM: repositoryUri is used as it is")
    void theUriOfARepositoryInAnotherRegistryWorksAsItIs() {
        String uri = registry.api(OTHER_ACCOUNT, OTHER_REGION)
                .createRepository(r -> r.repositoryName("theirs"))
                .repository()
                .repositoryUri();

        assertThat(uri).endsWith("/theirs");
        URI reachable = URI.create("http://" + uri);
        new DoorRequest(
                        reachable.getPort(),
                        "GET",
                        "/v2" + reachable.getPath() + "/tags/list",
                        "Basic " + registry.token(OTHER_ACCOUNT, OTHER_REGION))
                .host(reachable.getAuthority())
                .send()
                .expect(200);
    }

    @Test
    @Observed(
            "amazon-ecr-credential-helper client.go: only https://<account>.dkr.ecr.<region>… is a valid ProxyEndpoint")
    void theAwsStyleGivesTheHostsThatAwsToolsParse() {
        try (EcrEmulatorServer server = EcrEmulatorServer.builder()
                        .emulator(EcrEmulator.inMemory())
                        .uriStyle("aws")
                        .start();
                EcrClient client = EcrClient.builder()
                        .endpointOverride(server.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("anyone", "secret")))
                        .build()) {
            String uri = client.createRepository(r -> r.repositoryName("app"))
                    .repository()
                    .repositoryUri();
            String proxyEndpoint = client.getAuthorizationToken(r -> {})
                    .authorizationData()
                    .get(0)
                    .proxyEndpoint();

            assertThat(uri).isEqualTo("123456789012.dkr.ecr.us-east-1.amazonaws.com/app");
            assertThat(proxyEndpoint).isEqualTo("https://123456789012.dkr.ecr.us-east-1.amazonaws.com");
        }
    }
}
