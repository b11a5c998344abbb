package io.github.ecremulator.contract.client;

import java.io.IOException;
import java.nio.file.Path;

class CraneIT extends LayoutClientContract {

    CraneIT() {
        super("crane");
    }

    @Override
    String version() {
        return run("version").succeeded().answer();
    }

    @Override
    Screen logIn(String password) {
        return command("auth", "login", emulator.registry(), "--username", "AWS", "--password-stdin")
                .reading(password)
                .run();
    }

    /** Crane only writes a password down while logging in. */
    @Override
    Screen useForTheFirstTime(String password) throws IOException {
        logIn(password).succeeded();
        return push("not let in", emulator.reference(newRepository(), "1.0"));
    }

    @Override
    Screen push(OciLayout image, String reference) {
        return run("push", image.directory().toString(), reference);
    }

    @Override
    Screen pull(String reference, Path layout) {
        return run("pull", "--format=oci", reference, layout.toString());
    }

    @Override
    Screen retag(String reference, String newReference) {
        return run("tag", reference, newReference.substring(newReference.lastIndexOf(':') + 1));
    }

    @Override
    Screen attach(String artifactType, String content, String repository, Descriptor subject) throws IOException {
        OciLayout artifact = OciLayout.artifact(home.newDirectory("artifact"), artifactType, content, subject);
        return push(artifact, repository + "@" + artifact.digest());
    }

    @Override
    String shownForAWrongPassword() {
        return "400 Bad Request";
    }

    @Override
    String shownForAPushWithAnExpiredToken() {
        return "403 Forbidden";
    }
}
