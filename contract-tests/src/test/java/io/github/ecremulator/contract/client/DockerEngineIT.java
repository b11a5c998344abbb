package io.github.ecremulator.contract.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Documented;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerEngineIT extends RegistryClientContract {

    private static final ObjectMapper JSON = new ObjectMapper();

    DockerEngineIT() {
        super("docker");
    }

    @BeforeAll
    void anEngineRuns(@TempDir Path directory) throws IOException {
        Screen version = new Command(tool, new ClientHome(directory), "version").run();
        if (version.exitCode() != 0) {
            System.out.println("Skipped: no Docker Engine answers\n" + version);
        }
        assumeTrue(version.exitCode() == 0, "no Docker Engine answers");
    }

    @AfterEach
    void removeImages() {
        String images = run("images", "--all", "--digests", "--no-trunc", "--format", "{{.Repository}} {{.ID}}")
                .succeeded()
                .answer();
        images.lines()
                .filter(image -> image.startsWith(emulator.registry() + "/"))
                .map(image -> image.split(" ")[1])
                .distinct()
                .forEach(image -> run("rmi", "--force", image).succeeded());
    }

    @Override
    String version() {
        return run("version", "--format", "{{.Server.Version}}").succeeded().answer();
    }

    @Override
    Screen logIn(String password) {
        return command("login", "--username", "AWS", "--password-stdin", emulator.registry())
                .reading(password)
                .run();
    }

    @Override
    Screen push(String content, String reference) throws IOException {
        load(ImageFile.forThisMachine(content), reference);
        return run("push", reference);
    }

    @Override
    Screen pushTwoPlatforms(String content, String reference) throws IOException {
        for (String architecture : new String[] {"amd64", "arm64"}) {
            load(new ImageFile(architecture, content + " on " + architecture), reference + "-" + architecture);
            run("push", reference + "-" + architecture).succeeded();
        }
        run("manifest", "create", "--insecure", reference, reference + "-amd64", reference + "-arm64")
                .succeeded();
        return run("manifest", "push", "--insecure", reference);
    }

    @Override
    Screen pull(String reference) {
        removeImages();
        return run("pull", reference);
    }

    @Override
    Set<String> pulledDigests(String reference) {
        String digests = run("image", "inspect", "--format", "{{range .RepoDigests}}{{.}} {{end}}", reference)
                .succeeded()
                .answer();
        return Arrays.stream(digests.split(" "))
                .map(digest -> digest.substring(digest.indexOf('@') + 1))
                .collect(Collectors.toSet());
    }

    @Override
    Screen retag(String reference, String newReference) {
        run("tag", reference, newReference).succeeded();
        return run("push", newReference);
    }

    @Override
    String shownForAWrongPassword() {
        return "login attempt to http://" + emulator.registry() + "/v2/ failed with status: 400 Bad Request";
    }

    /** An engine that keeps its images in containerd finds out by HEAD, and has words of its own for a 404. */
    @Override
    String shownForAPullFromNowhere(String repository) {
        boolean containerd = run("info", "--format", "{{.DriverStatus}}")
                .succeeded()
                .output()
                .contains("io.containerd");
        return containerd ? repository + ":1.0: not found" : super.shownForAPullFromNowhere(repository);
    }

    @Test
    @Documented("https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html")
    void pullsAnImageThatTheApiPut() throws Exception {
        String repository = newRepository();
        OciLayout image = OciLayout.image(home.newDirectory("image"), "put by the API");
        ImageApi.put(emulator.ecr(), repository, "1.0", image);
        logIn(emulator.password()).succeeded();

        String reference = emulator.reference(repository, "1.0");
        pull(reference).succeeded();

        assertHolds(image.digest(), reference);
        assertEquals("put by the API", contentOf(reference));
    }

    @Test
    @Documented("https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetDownloadUrlForLayer.html")
    void pushesAnImageThatTheApiGets() throws Exception {
        String repository = newRepository();
        logIn(emulator.password()).succeeded();

        Screen pushed =
                push("pushed by docker", emulator.reference(repository, "1.0")).succeeded();

        String manifest = ImageApi.manifest(emulator.ecr(), repository, "1.0");
        pushed.shows(Descriptor.digestOf(manifest.getBytes(UTF_8)));
        JsonNode layer = JSON.readTree(manifest).get("layers").get(0);
        byte[] bytes =
                ImageApi.layer(emulator.ecr(), repository, layer.get("digest").asText());
        assertEquals(layer.get("digest").asText(), Descriptor.digestOf(bytes));
        assertEquals(layer.get("size").asLong(), bytes.length);
        JsonNode config = JSON.readTree(manifest).get("config");
        byte[] configBytes =
                ImageApi.layer(emulator.ecr(), repository, config.get("digest").asText());
        assertEquals(
                ImageFile.forThisMachine("").architecture(),
                JSON.readTree(configBytes).get("architecture").asText());
    }

    @Test
    @Assumed("localhost names no region, so the login decides: a token is good for the registry that issued it")
    void pushesToTheRegionOfTheLogin() throws Exception {
        AwsCli aws = aws();
        aws.ecr("create-repository", "--repository-name", "team/european", "--region", "eu-west-1")
                .succeeded();
        String reference = emulator.reference("team/european", "1.0");
        logIn(aws.ecr("get-login-password", "--region", "eu-west-1").succeeded().answer())
                .succeeded();

        push("European", reference).succeeded();

        aws.ecr("describe-images", "--repository-name", "team/european", "--region", "eu-west-1")
                .succeeded()
                .shows("\"1.0\"");
        logIn(aws.ecr("get-login-password").succeeded().answer()).succeeded();
        pull(reference).failed().shows(shownForAPullFromNowhere("team/european"));
    }

    @Test
    @Documented("https://docs.aws.amazon.com/AmazonECR/latest/userguide/docker-push-ecr-image.html")
    void pushesAnImageThatDockerBuilt() throws Exception {
        String repository = newRepository();
        String reference = emulator.reference(repository, "built");
        Path context = home.newDirectory("context");
        Files.writeString(context.resolve("content"), "built from scratch");
        Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY content /content\nCMD [\"/content\"]\n");
        logIn(emulator.password()).succeeded();
        run("build", "--tag", reference, context.toString()).succeeded();

        run("push", reference).succeeded().shows(digestOf(repository, "built"));

        pull(reference).succeeded();
        assertEquals("built from scratch", contentOf(reference));
    }

    @Test
    @Documented("README.md: the size of an image is not bounded by the heap")
    void pushesAndPullsAnImageLargerThanTheHeap() throws Exception {
        pushAndPull(300 * RandomLayer.MEGABYTE, StandaloneEmulator.start("-Xmx64m"));
    }

    @Test
    @Documented("README.md: the size of an image is not bounded by the heap")
    void pushesAndPullsAnImageOfThreeGigabytes() throws Exception {
        boolean asked = Boolean.getBoolean("ecr-emulator.full");
        if (!asked) {
            System.out.println("Skipped: the image of 3 GB takes minutes and 10 GB of disk; ask for it with -Pfull");
        }
        assumeTrue(asked, "runs with -Pfull");
        pushAndPull(3000 * RandomLayer.MEGABYTE, StandaloneEmulator.start());
    }

    private void pushAndPull(long size, StandaloneEmulator large) throws Exception {
        StandaloneEmulator usual = emulator;
        emulator = large;
        try (large) {
            String repository = newRepository();
            String reference = emulator.reference(repository, "large");
            logIn(emulator.password()).succeeded();
            command("import", "-", reference)
                    .reading(new RandomLayer(size))
                    .within(Duration.ofMinutes(10))
                    .run()
                    .succeeded();
            String image = imageId(reference);

            command("push", "--quiet", reference)
                    .within(Duration.ofMinutes(10))
                    .run()
                    .succeeded();
            removeImages();
            command("pull", "--quiet", reference)
                    .within(Duration.ofMinutes(10))
                    .run()
                    .succeeded();

            assertEquals(image, imageId(reference));
        } finally {
            removeImages();
            emulator = usual;
        }
    }

    private void load(ImageFile image, String reference) {
        command("load").reading(out -> image.writeArchive(out, reference)).run().succeeded();
    }

    private String imageId(String reference) {
        return run("image", "inspect", "--format", "{{.Id}}", reference)
                .succeeded()
                .answer();
    }

    /** What stands in the file {@code /content} of an image. */
    private String contentOf(String reference) throws IOException {
        String container = run("create", reference).succeeded().answer();
        Path file = home.newDirectory("copied").resolve("content");
        try {
            run("cp", container + ":/content", file.toString()).succeeded();
        } finally {
            run("rm", container).succeeded();
        }
        return Files.readString(file);
    }
}
