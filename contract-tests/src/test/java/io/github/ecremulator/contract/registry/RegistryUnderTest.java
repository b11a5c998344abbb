package io.github.ecremulator.contract.registry;

import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.server.EcrEmulatorServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;

/**
 * A fresh emulator per test, called through its registry door by plain HTTP and, where a test needs the other door, by
 * the AWS SDK. Registered as an extension: {@code @RegisterExtension final RegistryUnderTest registry = …}.
 */
final class RegistryUnderTest implements BeforeEachCallback, AfterEachCallback {

    static final String ACCOUNT = "123456789012";
    static final String REGION = "us-east-1";

    private final List<String> repositories;
    private final Map<String, EcrClient> clients = new ConcurrentHashMap<>();
    private final Map<String, String> tokens = new HashMap<>();
    private EcrEmulatorServer server;

    private RegistryUnderTest(List<String> repositories) {
        this.repositories = repositories;
    }

    /** An emulator that has these empty repositories in its default registry. */
    static RegistryUnderTest with(String... repositories) {
        return new RegistryUnderTest(List.of(repositories));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        stop();
    }

    RegistryUnderTest start() {
        server = EcrEmulatorServer.start();
        repositories.forEach(this::createRepository);
        return this;
    }

    void stop() {
        clients.values().forEach(EcrClient::close);
        clients.clear();
        tokens.clear();
        server.close();
    }

    EcrEmulatorServer server() {
        return server;
    }

    EcrEmulator emulator() {
        return server.emulator();
    }

    int port() {
        return server.port();
    }

    /** {@code http://localhost:<port>}, the base of every URL the door hands to {@link DoorRequest}. */
    String url() {
        return "http://localhost:" + port();
    }

    void createRepository(String name) {
        server.emulator().createRepository(name);
    }

    EcrClient api() {
        return api(ACCOUNT, REGION);
    }

    /** The other door, for a caller of this account and region: the access key id is the account. */
    EcrClient api(String account, String region) {
        return clients.computeIfAbsent(account + "/" + region, key -> EcrClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "secret")))
                .build());
    }

    String token() {
        return token(ACCOUNT, REGION);
    }

    String token(String account, String region) {
        return tokens.computeIfAbsent(account + "/" + region, key -> freshToken(account, region));
    }

    String freshToken() {
        return freshToken(ACCOUNT, REGION);
    }

    String freshToken(String account, String region) {
        return api(account, region)
                .getAuthorizationToken(request -> {})
                .authorizationData()
                .get(0)
                .authorizationToken();
    }

    DoorRequest request(String method, String target) {
        return new DoorRequest(port(), method, target, "Basic " + token());
    }

    DoorRequest get(String target) {
        return request("GET", target);
    }

    DoorRequest head(String target) {
        return request("HEAD", target);
    }

    DoorRequest post(String target) {
        return request("POST", target);
    }

    DoorRequest patch(String target) {
        return request("PATCH", target);
    }

    DoorRequest put(String target) {
        return request("PUT", target);
    }

    DoorRequest delete(String target) {
        return request("DELETE", target);
    }

    BareConnection connect() {
        return BareConnection.to(port());
    }

    /** The header lines that sign a hand-written request in. */
    List<String> signedIn(String... more) {
        List<String> lines = new ArrayList<>(List.of("Host: localhost:" + port(), "Authorization: Basic " + token()));
        lines.addAll(List.of(more));
        return lines;
    }

    /** Opens an upload and gives its location. */
    String openUpload(String repository) {
        return post("/v2/" + repository + "/blobs/uploads/").send().expect(202).location();
    }

    /** The upload location with the digest added the way clients do, whether or not it has a query already. */
    static String closing(String location, String digest) {
        return location + (location.contains("?") ? "&" : "?") + "digest=" + digest;
    }

    /** Uploads a blob by POST and PUT; gives its digest. */
    String upload(String repository, byte[] content) {
        String digest = Bytes.sha256(content);
        put(closing(openUpload(repository), digest)).body(content).send().expect(201);
        return digest;
    }

    /** Uploads the blobs and children a manifest needs, then the manifest by tag. */
    Answer push(String repository, String tag, SampleManifest manifest) {
        provide(repository, manifest);
        return putManifest(repository, tag, manifest).expect(201);
    }

    /** Uploads what a manifest needs, then the manifest by its digest, so without a tag. */
    Answer push(String repository, SampleManifest manifest) {
        return push(repository, manifest.digest(), manifest);
    }

    /** Uploads the blobs and pushes the children of a manifest, but not the manifest. */
    void provide(String repository, SampleManifest manifest) {
        manifest.blobs().forEach(blob -> upload(repository, blob));
        manifest.children().forEach(child -> push(repository, child));
    }

    Answer putManifest(String repository, String reference, SampleManifest manifest) {
        return put("/v2/" + repository + "/manifests/" + reference)
                .contentType(manifest.mediaType())
                .body(manifest.bytes())
                .send();
    }

    static String missingRepository(String name) {
        return missingRepository(name, ACCOUNT);
    }

    static String missingRepository(String name, String account) {
        return "The repository with name '" + name + "' does not exist in the registry with id '" + account + "'";
    }
}
