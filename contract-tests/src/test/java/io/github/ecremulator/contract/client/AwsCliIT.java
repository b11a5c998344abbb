package io.github.ecremulator.contract.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;

/** The AWS CLI alone, each version found on the PATH: versions 1 and 2 are different programs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsCliIT {

    private final Set<String> versions = new TreeSet<>();
    private StandaloneEmulator emulator;
    private ClientHome home;
    private int repositories;

    @TempDir
    Path directory;

    @RegisterExtension
    final LogOfAFailure logOfAFailure = new LogOfAFailure(() -> emulator);

    List<Tool> installed() {
        return Tool.installed("aws");
    }

    @BeforeAll
    void start() throws Exception {
        Tool.required("aws");
        emulator = StandaloneEmulator.start();
    }

    @BeforeEach
    void moveIn() throws IOException {
        home = new ClientHome(directory);
        if (versions.isEmpty()) {
            for (Tool tool : installed()) {
                versions.add(AwsCli.version(tool, home));
            }
        }
    }

    @AfterAll
    void stop() throws IOException {
        if (emulator != null) {
            emulator.close();
        }
        for (String version : versions) {
            ClientsRan.add("aws", version);
        }
    }

    @ParameterizedTest
    @MethodSource("installed")
    @Documented("https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html")
    void printsAPasswordThatOpensTheRegistry(Tool tool) throws Exception {
        String password = aws(tool).ecr("get-login-password").succeeded().answer();

        assertTrue(password.startsWith("ey"), password);
        assertFalse(password.contains(":"), password);
        assertEquals(200, statusOfTheRegistryFor(password));
    }

    @ParameterizedTest
    @MethodSource("installed")
    @Observed("403 DENIED for a token of yesterday: flipt issue 3043")
    void printsANewPasswordWhenTheOldOneHasExpired(Tool tool) throws Exception {
        String yesterday = aws(tool).ecr("get-login-password").succeeded().answer();

        emulator.advanceClock(Duration.ofHours(13));

        assertEquals(403, statusOfTheRegistryFor(yesterday));
        String today = aws(tool).ecr("get-login-password").succeeded().answer();
        assertNotEquals(yesterday, today);
        assertEquals(200, statusOfTheRegistryFor(today));
    }

    @ParameterizedTest
    @MethodSource("installed")
    @Documented("https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html")
    void createsARepositoryWithAUriThatClientsCanUse(Tool tool) throws Exception {
        String name = newName();

        JsonNode repository =
                aws(tool).json("create-repository", "--repository-name", name).get("repository");

        assertEquals(
                emulator.registry() + "/" + name,
                repository.get("repositoryUri").asText());
        assertEquals(
                "arn:aws:ecr:us-east-1:" + StandaloneEmulator.ACCOUNT + ":repository/" + name,
                repository.get("repositoryArn").asText());
        JsonNode described = aws(tool)
                .json("describe-repositories", "--repository-names", name)
                .get("repositories");
        assertEquals(List.of(name), described.findValuesAsText("repositoryName"));
    }

    @ParameterizedTest
    @MethodSource("installed")
    @Documented("https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageDetail.html")
    void pushesAnImageByTheApiAlone(Tool tool) throws Exception {
        String repository = newRepository(ImageTagMutability.MUTABLE);
        OciLayout image = OciLayout.image(home.newDirectory("image"), "pushed by the CLI");

        for (String digest : image.blobs()) {
            upload(aws(tool), repository, digest, image.file(digest));
        }
        putImage(tool, repository, "1.0", image).succeeded();

        JsonNode shown = aws(tool).image(repository, "1.0");
        assertEquals(image.digest(), shown.get("imageDigest").asText());
        assertEquals(image.size(), shown.get("imageSizeInBytes").asLong());
        assertEquals(OciLayout.MANIFEST, shown.get("imageManifestMediaType").asText());
        assertTrue(shown.hasNonNull("imagePushedAt"), shown.toString());
    }

    @ParameterizedTest
    @MethodSource("installed")
    @Documented("https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetDownloadUrlForLayer.html")
    void pullsALayerFromTheUrlOfTheApi(Tool tool) throws Exception {
        String repository = newRepository(ImageTagMutability.MUTABLE);
        OciLayout image = OciLayout.image(home.newDirectory("image"), "downloaded");
        ImageApi.put(emulator.ecr(), repository, "1.0", image);
        String layer = image.blobs().get(1);

        String url = aws(tool)
                .json("get-download-url-for-layer", "--repository-name", repository, "--layer-digest", layer)
                .get("downloadUrl")
                .asText();

        byte[] bytes = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray())
                .body();
        assertArrayEquals(Files.readAllBytes(image.file(layer)), bytes);
    }

    @ParameterizedTest
    @MethodSource("installed")
    @Documented("https://docs.aws.amazon.com/AmazonECR/latest/userguide/docker-push-multi-architecture-image.html")
    void pushesAnIndexOfTwoPlatforms(Tool tool) throws Exception {
        String repository = newRepository(ImageTagMutability.MUTABLE);
        OciLayout amd64 = OciLayout.image(home.newDirectory("amd64"), new ImageFile("amd64", "short"));
        OciLayout arm64 = OciLayout.image(home.newDirectory("arm64"), new ImageFile("arm64", "somewhat longer"));
        ImageApi.put(emulator.ecr(), repository, "amd64", amd64);
        ImageApi.put(emulator.ecr(), repository, "arm64", arm64);

        OciLayout index = OciLayout.index(home.newDirectory("index"), amd64, arm64);
        putImage(tool, repository, "multi", index).succeeded();

        JsonNode shown = aws(tool).image(repository, "multi");
        assertEquals(index.digest(), shown.get("imageDigest").asText());
        assertEquals(OciLayout.INDEX, shown.get("imageManifestMediaType").asText());
        assertEquals(
                Math.max(amd64.size(), arm64.size()),
                shown.get("imageSizeInBytes").asLong());
    }

    @ParameterizedTest
    @MethodSource("installed")
    @Documented("https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListImageReferrers.html")
    void listsAnArtifactOfAnImage(Tool tool) throws Exception {
        String repository = newRepository(ImageTagMutability.MUTABLE);
        OciLayout image = OciLayout.image(home.newDirectory("image"), "with a signature");
        OciLayout artifact = OciLayout.artifact(
                home.newDirectory("artifact"), "application/vnd.cncf.notary.signature", "signed", image.root());
        ImageApi.put(emulator.ecr(), repository, "1.0", image);

        ImageApi.put(emulator.ecr(), repository, "signature", artifact);

        assertEquals(
                List.of(new Referrers.Referrer(artifact.digest(), "application/vnd.cncf.notary.signature")),
                Referrers.atTheApi(aws(tool), emulator, repository, image.digest()));
    }

    @ParameterizedTest
    @MethodSource("installed")
    @Documented("https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-retag.html")
    void givesAnImageOneMoreTag(Tool tool) throws Exception {
        String repository = newRepository(ImageTagMutability.MUTABLE);
        OciLayout image = OciLayout.image(home.newDirectory("image"), "retagged");
        ImageApi.put(emulator.ecr(), repository, "1.0", image);

        aws(tool).retag(repository, "1.0", "stable").succeeded();

        JsonNode shown = aws(tool).image(repository, "stable");
        assertEquals(image.digest(), shown.get("imageDigest").asText());
        assertEquals(Set.of("1.0", "stable"), RegistryClientContract.texts(shown.get("imageTags")));
    }

    @ParameterizedTest
    @MethodSource("installed")
    @Documented("https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchDeleteImage.html")
    void deletesAnImage(Tool tool) throws Exception {
        String repository = newRepository(ImageTagMutability.MUTABLE);
        OciLayout image = OciLayout.image(home.newDirectory("image"), "deleted");
        ImageApi.put(emulator.ecr(), repository, "1.0", image);

        JsonNode deleted =
                aws(tool).json("batch-delete-image", "--repository-name", repository, "--image-ids", "imageTag=1.0");

        assertEquals(List.of(image.digest()), deleted.get("imageIds").findValuesAsText("imageDigest"));
        assertEquals(0, deleted.get("failures").size(), deleted.toString());
        aws(tool)
                .ecr("describe-images", "--repository-name", repository, "--image-ids", "imageTag=1.0")
                .failed()
                .shows("An error occurred (ImageNotFoundException) when calling the DescribeImages operation: "
                        + "The image with imageId {imageDigest:'null', imageTag:'1.0'} does not exist within the "
                        + "repository with name '" + repository + "' in the registry with id '"
                        + StandaloneEmulator.ACCOUNT + "'");
    }

    @ParameterizedTest
    @MethodSource("installed")
    @Documented("https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-pagination.html")
    void readsPageAfterPage(Tool tool) throws Exception {
        String repository = newRepository(ImageTagMutability.MUTABLE);
        OciLayout image = OciLayout.image(home.newDirectory("image"), "paged");
        ImageApi.put(emulator.ecr(), repository, "1", image);
        for (int tag = 2; tag <= 5; tag++) {
            ImageApi.putImage(emulator.ecr(), repository, String.valueOf(tag), image);
        }

        JsonNode images = aws(tool).json("list-images", "--repository-name", repository, "--page-size", "2");

        assertEquals(
                Set.of("1", "2", "3", "4", "5"),
                new TreeSet<>(images.get("imageIds").findValuesAsText("imageTag")));
    }

    @ParameterizedTest
    @MethodSource("installed")
    @Observed("RepositoryNotFoundException on the screen of the AWS CLI: actions/starter-workflows issue 2647")
    void showsThatARepositoryDoesNotExist(Tool tool) throws Exception {
        aws(tool)
                .ecr("describe-images", "--repository-name", "team/absent")
                .failed()
                .shows("An error occurred (RepositoryNotFoundException) when calling the DescribeImages operation: "
                        + "The repository with name 'team/absent' does not exist in the registry with id '"
                        + StandaloneEmulator.ACCOUNT + "'");
    }

    @ParameterizedTest
    @MethodSource("installed")
    @Observed("the wording since tag exclusion filters, mid-2025")
    void showsThatATagIsImmutable(Tool tool) throws Exception {
        String repository = newRepository(ImageTagMutability.IMMUTABLE);
        OciLayout first = OciLayout.image(home.newDirectory("first"), "first");
        ImageApi.put(emulator.ecr(), repository, "1.0", first);

        OciLayout second = OciLayout.image(home.newDirectory("second"), "second");
        ImageApi.upload(emulator.ecr(), repository, second);
        putImage(tool, repository, "1.0", second)
                .failed()
                .shows("An error occurred (ImageTagAlreadyExistsException) when calling the PutImage operation: "
                        + "The image tag '1.0' already exists in the '" + repository
                        + "' repository and cannot be overwritten because the tag is immutable.");

        assertEquals(
                first.digest(),
                aws(tool).image(repository, "1.0").get("imageDigest").asText());
    }

    private AwsCli aws(Tool tool) {
        return new AwsCli(tool, home, emulator);
    }

    private String newName() {
        return "team/aws-" + ++repositories;
    }

    private String newRepository(ImageTagMutability mutability) {
        String name = newName();
        emulator.ecr().createRepository(request -> request.repositoryName(name).imageTagMutability(mutability));
        return name;
    }

    private int statusOfTheRegistryFor(String password) throws IOException, InterruptedException {
        return emulator.get("/v2/", password).statusCode();
    }

    private static void upload(AwsCli aws, String repository, String digest, Path file) throws IOException {
        String upload = aws.json("initiate-layer-upload", "--repository-name", repository)
                .get("uploadId")
                .asText();
        aws.ecr(
                        "upload-layer-part",
                        "--repository-name",
                        repository,
                        "--upload-id",
                        upload,
                        "--part-first-byte",
                        "0",
                        "--part-last-byte",
                        String.valueOf(Files.size(file) - 1),
                        "--layer-part-blob",
                        "fileb://" + file)
                .succeeded();
        aws.ecr(
                        "complete-layer-upload",
                        "--repository-name",
                        repository,
                        "--upload-id",
                        upload,
                        "--layer-digests",
                        digest)
                .succeeded();
    }

    private Screen putImage(Tool tool, String repository, String tag, OciLayout image) throws IOException {
        return aws(tool)
                .ecr(
                        "put-image",
                        "--repository-name",
                        repository,
                        "--image-tag",
                        tag,
                        "--image-manifest",
                        image.manifest(),
                        "--image-manifest-media-type",
                        image.root().mediaType());
    }
}
