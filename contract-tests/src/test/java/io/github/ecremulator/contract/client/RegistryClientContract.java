package io.github.ecremulator.contract.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;

/**
 * What every client that pushes and pulls images does against the standalone emulator. Each class has an emulator, each
 * test a repository and a client home of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RegistryClientContract {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private int repositories;
    private @Nullable String versionThatRan;

    Tool tool;
    StandaloneEmulator emulator;
    ClientHome home;

    @TempDir
    Path directory;

    @RegisterExtension
    final LogOfAFailure logOfAFailure = new LogOfAFailure(() -> emulator);

    RegistryClientContract(String name) {
        this.name = name;
    }

    @BeforeAll
    void start() throws Exception {
        tool = Tool.required(name);
        emulator = StandaloneEmulator.start();
    }

    @BeforeEach
    void moveIn() throws IOException {
        home = new ClientHome(directory);
        if (versionThatRan == null) {
            versionThatRan = version();
        }
    }

    @AfterAll
    void stop() throws IOException {
        if (emulator != null) {
            emulator.close();
        }
        if (versionThatRan != null) {
            ClientsRan.add(name, versionThatRan);
        }
    }

    // What a person does with the client.

    abstract String version();

    abstract Screen logIn(String password) throws IOException;

    /** Makes an image with the content for this machine and pushes it. */
    abstract Screen push(String content, String reference) throws IOException;

    /** Makes one image for linux/amd64 and one for linux/arm64, and pushes an index of both. */
    abstract Screen pushTwoPlatforms(String content, String reference) throws IOException;

    /** Pulls into a place that has nothing of the image yet. */
    abstract Screen pull(String reference) throws IOException;

    /** The digests under which the client knows what it pulled last. */
    abstract Set<String> pulledDigests(String reference) throws IOException;

    abstract Screen retag(String reference, String newReference) throws IOException;

    /** What the client shows of {@code 400 DENIED "Your Authorization Token is invalid."}. */
    abstract String shownForAWrongPassword();

    /** A client that asks by HEAD first sees no more than the status; it overrides this. */
    String shownForAPushWithAnExpiredToken() {
        return "our authorization token has expired. Reauthenticate and try again.";
    }

    String shownForAPullWithAnExpiredToken() {
        return "our authorization token has expired. Reauthenticate and try again.";
    }

    String shownForAPullFromNowhere(String repository) {
        return "The repository with name '" + repository + "' does not exist in the registry with id '"
                + StandaloneEmulator.ACCOUNT + "'";
    }

    /** Signs in so that the password meets the registry; a client whose login does not ask it overrides this. */
    Screen useForTheFirstTime(String password) throws IOException {
        return logIn(password);
    }

    // The contract.

    @Test
    @Documented("https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html")
    void logsInWithThePasswordOfTheAwsCli() throws Exception {
        String image = emulator.reference(newRepository(), "1.0");
        String password = aws().ecr("get-login-password").succeeded().answer();

        logIn(password).succeeded();

        push("logged in", image).succeeded();
    }

    @Test
    @Documented("https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageDetail.html")
    void describeImagesShowsTheImageThatWasPushed() throws Exception {
        String repository = newRepository();
        logIn(emulator.password()).succeeded();

        push("described", emulator.reference(repository, "1.0")).succeeded();

        JsonNode image = aws().image(repository, "1.0");
        String manifest = manifest(repository, "1.0");
        assertEquals(
                Descriptor.digestOf(manifest.getBytes(UTF_8)),
                image.get("imageDigest").asText());
        assertEquals(sizeOf(manifest), image.get("imageSizeInBytes").asLong());
        assertEquals(
                JSON.readTree(manifest).get("mediaType").asText(),
                image.get("imageManifestMediaType").asText());
        assertEquals(Set.of("1.0"), texts(image.get("imageTags")));
        assertEquals(StandaloneEmulator.ACCOUNT, image.get("registryId").asText());
        assertTrue(image.hasNonNull("imagePushedAt"), image.toString());
    }

    @Test
    @Documented("https://docs.aws.amazon.com/AmazonECR/latest/userguide/docker-pull-ecr-image.html")
    void pullsByTagAndByDigest() throws Exception {
        String repository = newRepository();
        logIn(emulator.password()).succeeded();
        push("pulled", emulator.reference(repository, "1.0")).succeeded();
        String digest = digestOf(repository, "1.0");
        String byDigest = emulator.registry() + "/" + repository + "@" + digest;

        pull(emulator.reference(repository, "1.0")).succeeded();
        assertHolds(digest, emulator.reference(repository, "1.0"));

        pull(byDigest).succeeded();
        assertHolds(digest, byDigest);
    }

    @Test
    @Documented("https://docs.aws.amazon.com/AmazonECR/latest/userguide/docker-push-multi-architecture-image.html")
    void pushesAndPullsAnIndexOfTwoPlatforms() throws Exception {
        String repository = newRepository();
        String reference = emulator.reference(repository, "multi");
        logIn(emulator.password()).succeeded();

        pushTwoPlatforms("two platforms", reference).succeeded();

        JsonNode children = JSON.readTree(manifest(repository, "multi")).get("manifests");
        assertEquals(Set.of("amd64", "arm64"), new TreeSet<>(children.findValuesAsText("architecture")));
        long largest = 0;
        for (JsonNode child : children) {
            largest = Math.max(
                    largest, sizeOf(manifest(repository, child.get("digest").asText())));
        }
        JsonNode index = aws().image(repository, "multi");
        assertEquals(largest, index.get("imageSizeInBytes").asLong());
        assertTrue(
                Set.of(OciLayout.INDEX, "application/vnd.docker.distribution.manifest.list.v2+json")
                        .contains(index.get("imageManifestMediaType").asText()),
                index.toString());

        pull(reference).succeeded();
        assertHolds(index.get("imageDigest").asText(), reference);
    }

    @Test
    @Documented("https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-retag.html")
    void givesAnImageOneMoreTag() throws Exception {
        String repository = newRepository();
        logIn(emulator.password()).succeeded();
        push("retagged", emulator.reference(repository, "1.0")).succeeded();

        retag(emulator.reference(repository, "1.0"), emulator.reference(repository, "stable"))
                .succeeded();

        assertEquals(
                Set.of("1.0", "stable"), texts(aws().image(repository, "1.0").get("imageTags")));
    }

    @Test
    @Documented("https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-retag.html")
    void pullsATagThatTheAwsCliGave() throws Exception {
        String repository = newRepository();
        logIn(emulator.password()).succeeded();
        push("retagged by the API", emulator.reference(repository, "1.0")).succeeded();
        String digest = digestOf(repository, "1.0");

        aws().retag(repository, "1.0", "stable").succeeded();

        pull(emulator.reference(repository, "stable")).succeeded();
        assertHolds(digest, emulator.reference(repository, "stable"));
    }

    @Test
    @Observed(
            "400 DENIED for a token of no value: aws-cli issues 4962, 5317, 9864; the text on the screen of this client")
    void showsThatAWrongPasswordIsRefused() throws Exception {
        useForTheFirstTime("wrong").failed().shows(shownForAWrongPassword());
    }

    @Test
    @Observed("403 DENIED for a token of yesterday: flipt issue 3043")
    void showsThatATokenHasExpiredUntilTheNextLogin() throws Exception {
        String repository = newRepository();
        String reference = emulator.reference(repository, "1.0");
        logIn(emulator.password()).succeeded();
        push("expired", reference).succeeded();

        emulator.advanceClock(Duration.ofHours(13));

        pull(reference).failed().shows(shownForAPullWithAnExpiredToken());
        push("later", reference).failed().shows(shownForAPushWithAnExpiredToken());
        logIn(emulator.password()).succeeded();
        pull(reference).succeeded();
    }

    @Test
    @Observed("404 NAME_UNKNOWN: docker/cli issue 5275, actions/starter-workflows issue 2647")
    void showsThatARepositoryDoesNotExist() throws Exception {
        logIn(emulator.password()).succeeded();

        push("nowhere", emulator.reference("team/absent", "1.0"))
                .failed()
                .shows("The repository with name 'team/absent' does not exist in the registry with id '"
                        + StandaloneEmulator.ACCOUNT + "'");
        pull(emulator.reference("team/absent", "1.0")).failed().shows(shownForAPullFromNowhere("team/absent"));
    }

    @Test
    @Observed("400 TAG_INVALID: containerd issue 9854, buildkit issue 3776; the wording since tag exclusion filters")
    void showsThatATagIsImmutable() throws Exception {
        String repository = newRepository(ImageTagMutability.IMMUTABLE);
        String reference = emulator.reference(repository, "1.0");
        logIn(emulator.password()).succeeded();
        push("first", reference).succeeded();
        String digest = digestOf(repository, "1.0");

        push("second", reference)
                .failed()
                .shows("The image tag '1.0' already exists in the '" + repository
                        + "' repository and cannot be overwritten because the tag is immutable.");

        assertEquals(digest, digestOf(repository, "1.0"));
    }

    // What the tests share.

    final String newRepository() {
        return newRepository(ImageTagMutability.MUTABLE);
    }

    final String newRepository(ImageTagMutability mutability) {
        String repository = "team/" + name + "-" + ++repositories;
        emulator.ecr()
                .createRepository(request -> request.repositoryName(repository).imageTagMutability(mutability));
        return repository;
    }

    /** The AWS CLI a person would get by typing {@code aws}. */
    final AwsCli aws() {
        return new AwsCli(Tool.required("aws"), home, emulator);
    }

    final Screen run(String... arguments) {
        return command(arguments).run();
    }

    final Command command(String... arguments) {
        return new Command(tool, home, arguments);
    }

    final String manifest(String repository, String reference) throws IOException, InterruptedException {
        HttpResponse<String> answer = emulator.get("/v2/" + repository + "/manifests/" + reference);
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }

    final String digestOf(String repository, String tag) throws IOException, InterruptedException {
        return Descriptor.digestOf(manifest(repository, tag).getBytes(UTF_8));
    }

    /** The bytes of the config and of the layers, as the manifest declares them. */
    static long sizeOf(String manifest) throws IOException {
        JsonNode json = JSON.readTree(manifest);
        long size = json.get("config").get("size").asLong();
        for (JsonNode layer : json.get("layers")) {
            size += layer.get("size").asLong();
        }
        return size;
    }

    static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    final void assertHolds(String digest, String reference) throws IOException {
        Set<String> held = pulledDigests(reference);
        assertTrue(held.contains(digest), () -> "Expected " + digest + " of " + reference + " among " + held);
    }
}
