package io.github.ecremulator.contract.client;

import java.io.IOException;
import java.nio.file.Path;

class SkopeoIT extends LayoutClientContract {

    SkopeoIT() {
        super("skopeo");
    }

    @Override
    String version() {
        return run("--version").succeeded().answer().replace("skopeo version ", "");
    }

    @Override
    Screen logIn(String password) {
        return command("login", "--tls-verify=false", "--username", "AWS", "--password-stdin", emulator.registry())
                .reading(password)
                .run();
    }

    @Override
    Screen push(OciLayout image, String reference) {
        return run("copy", "--all", "--dest-tls-verify=false", "oci:" + image.location(), "docker://" + reference);
    }

    @Override
    Screen pull(String reference, Path layout) {
        return run("copy", "--all", "--src-tls-verify=false", "docker://" + reference, "oci:" + layout);
    }

    @Override
    Screen retag(String reference, String newReference) {
        return run(
                "copy",
                "--src-tls-verify=false",
                "--dest-tls-verify=false",
                "docker://" + reference,
                "docker://" + newReference);
    }

    @Override
    Screen attach(String artifactType, String content, String repository, Descriptor subject) throws IOException {
        OciLayout artifact = OciLayout.artifact(home.newDirectory("artifact"), artifactType, content, subject);
        return push(artifact, repository + ":sbom");
    }

    @Override
    String shownForAWrongPassword() {
        return "invalid status code from registry 400 (Bad Request)";
    }

    @Override
    String shownForAPushWithAnExpiredToken() {
        return "403 (Forbidden)";
    }
}
