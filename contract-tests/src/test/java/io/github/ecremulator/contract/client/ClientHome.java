package io.github.ecremulator.contract.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A home directory of a client's own: its logins, its settings and its working files stay apart from the user's and go
 * away with the directory.
 */
final class ClientHome {

    private final Path directory;
    private final Map<String, String> environment = new LinkedHashMap<>();

    ClientHome(Path directory) throws IOException {
        this.directory = directory;
        set("PATH", System.getenv("PATH"));
        set("DOCKER_HOST", System.getenv("DOCKER_HOST"));
        set("LANG", "C.UTF-8");
        set("HOME", directory);
        set("TMPDIR", subdirectory("tmp"));
        set("XDG_CONFIG_HOME", subdirectory("config"));
        set("XDG_DATA_HOME", subdirectory("data"));
        set("XDG_CACHE_HOME", subdirectory("cache"));
        set("XDG_RUNTIME_DIR", subdirectory("run"));
        set("DOCKER_CONFIG", subdirectory("docker"));
        set("REGISTRY_AUTH_FILE", directory.resolve("auth.json"));
        set("REGCTL_CONFIG", directory.resolve("regctl.json"));
        set("AWS_CONFIG_FILE", directory.resolve("aws-config"));
        set("AWS_SHARED_CREDENTIALS_FILE", directory.resolve("aws-credentials"));
        set("AWS_ACCESS_KEY_ID", "test");
        set("AWS_SECRET_ACCESS_KEY", "test");
        set("AWS_DEFAULT_REGION", "us-east-1");
        set("AWS_EC2_METADATA_DISABLED", "true");
        set("AWS_PAGER", "");
    }

    Path directory() {
        return directory;
    }

    /** A new, empty place for something a client writes. */
    Path newDirectory(String name) throws IOException {
        return Files.createTempDirectory(directory, name + "-");
    }

    ClientHome set(String variable, @Nullable Object value) {
        if (value != null) {
            environment.put(variable, value.toString());
        }
        return this;
    }

    Map<String, String> environment() {
        return environment;
    }

    private Path subdirectory(String name) throws IOException {
        return Files.createDirectories(directory.resolve(name));
    }
}
