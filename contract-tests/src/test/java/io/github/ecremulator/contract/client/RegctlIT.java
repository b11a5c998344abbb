package io.github.ecremulator.contract.client;

import java.nio.file.Path;

class RegctlIT extends LayoutClientContract {

    RegctlIT() {
        super("regctl");
    }

    @Override
    String version() {
        return run("version", "--format", "{{.VCSTag}}").succeeded().answer();
    }

    @Override
    Screen logIn(String password) {
        run("registry", "set", emulator.registry(), "--tls", "disabled", "--skip-check")
                .succeeded();
        return command("registry", "login", emulator.registry(), "--user", "AWS", "--pass-stdin")
                .reading(password)
                .run();
    }

    @Override
    Screen push(OciLayout image, String reference) {
        return run("image", "copy", "ocidir://" + image.location(), reference);
    }

    @Override
    Screen pull(String reference, Path layout) {
        return run("image", "copy", reference, "ocidir://" + layout + ":pulled");
    }

    @Override
    Screen retag(String reference, String newReference) {
        return run("image", "copy", reference, newReference);
    }

    @Override
    Screen attach(String artifactType, String content, String repository, Descriptor subject) {
        return command(
                        "artifact",
                        "put",
                        "--artifact-type",
                        artifactType,
                        "--subject",
                        repository + "@" + subject.digest())
                .reading(content)
                .run();
    }

    @Override
    String shownForAWrongPassword() {
        return "Your Authorization Token is invalid.";
    }
}
