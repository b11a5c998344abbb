package io.github.ecremulator.contract.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;

class PodmanIT extends RegistryClientContract {

    PodmanIT() {
        super("podman");
    }

    /** Podman keeps its images and its state in the home too, in plain directories, which need no privileges. */
    @BeforeEach
    void keepImagesAtHome() throws IOException {
        Path engine = home.directory().resolve("containers.conf");
        Files.writeString(engine, """
                [engine]
                events_logger = "none"
                tmp_dir = "%s"
                """.formatted(home.newDirectory("state")));
        home.set("CONTAINERS_CONF", engine);
        Path storage = home.directory().resolve("storage.conf");
        Files.writeString(storage, """
                [storage]
                driver = "vfs"
                graphroot = "%s"
                runroot = "%s"
                """.formatted(home.newDirectory("storage"), home.newDirectory("run")));
        home.set("CONTAINERS_STORAGE_CONF", storage);
    }

    @Override
    String version() {
        return run("--version").succeeded().answer().replace("podman version ", "");
    }

    @Override
    Screen logIn(String password) {
        return command("login", "--tls-verify=false", "--username", "AWS", "--password-stdin", emulator.registry())
                .reading(password)
                .run();
    }

    @Override
    Screen push(String content, String reference) throws IOException {
        load(ImageFile.forThisMachine(content), reference);
        return run("push", "--tls-verify=false", reference);
    }

    @Override
    Screen pushTwoPlatforms(String content, String reference) throws IOException {
        run("manifest", "create", "two-platforms").succeeded();
        for (String architecture : new String[] {"amd64", "arm64"}) {
            String image = reference + "-" + architecture;
            load(new ImageFile(architecture, content + " on " + architecture), image);
            run("manifest", "add", "two-platforms", "containers-storage:" + image)
                    .succeeded();
        }
        return run("manifest", "push", "--all", "--tls-verify=false", "two-platforms", "docker://" + reference);
    }

    @Override
    Screen pull(String reference) {
        run("rmi", "--all", "--force").succeeded();
        return run("pull", "--tls-verify=false", reference);
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
        return run("push", "--tls-verify=false", newReference);
    }

    @Override
    String shownForAWrongPassword() {
        return "invalid status code from registry 400 (Bad Request)";
    }

    @Override
    String shownForAPushWithAnExpiredToken() {
        return "403 (Forbidden)";
    }

    private void load(ImageFile image, String reference) {
        command("load").reading(out -> image.writeArchive(out, reference)).run().succeeded();
    }
}
