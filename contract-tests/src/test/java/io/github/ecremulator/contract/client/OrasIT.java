package io.github.ecremulator.contract.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class OrasIT extends LayoutClientContract {

    OrasIT() {
        super("oras");
    }

    @Override
    String version() {
        return run("version").succeeded().answer().split("\\s+")[1];
    }

    @Override
    Screen logIn(String password) {
        return command("login", emulator.registry(), "--username", "AWS", "--password-stdin")
                .reading(password)
                .run();
    }

    @Override
    Screen push(OciLayout image, String reference) {
        return run("cp", "--from-oci-layout", image.location(), reference);
    }

    @Override
    Screen pull(String reference, Path layout) {
        return run("cp", "--to-oci-layout", reference, layout + ":pulled");
    }

    @Override
    Screen retag(String reference, String newReference) {
        return run("tag", reference, newReference.substring(newReference.lastIndexOf(':') + 1));
    }

    @Override
    Screen attach(String artifactType, String content, String repository, Descriptor subject) throws IOException {
        Files.writeString(home.directory().resolve("sbom.json"), content);
        return run("attach", "--artifact-type", artifactType, repository + "@" + subject.digest(), "sbom.json");
    }

    @Override
    String shownForAWrongPassword() {
        return "Your Authorization Token is invalid.";
    }

    @Override
    String shownForAPushWithAnExpiredToken() {
        return "403: Forbidden";
    }

    /** Oras finds out by HEAD, and has words of its own for a 404. */
    @Override
    String shownForAPullFromNowhere(String repository) {
        return repository + ":1.0: not found";
    }
}
