package io.github.ecremulator.server.layer;

import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.RegistryId;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.model.RepositoryName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The URLs from which anybody can download a layer for an hour of the emulator's clock, as S3 signs them for ECR. They
 * stand outside the registry: no token opens them, and none is needed.
 */
public final class LayerUrls {

    /** What their paths begin with. */
    public static final String PREFIX = "/_layers/";

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final EcrEmulator emulator;

    /** URLs for the layers of an emulator. */
    public LayerUrls(EcrEmulator emulator) {
        this.emulator = emulator;
    }

    /** The path and query of a URL for a layer. */
    public String path(RepositoryId repository, Digest layer) {
        String path = PREFIX + repository.registry() + "/" + repository.name() + "/" + layer;
        long expires = emulator.clock().now().plus(LIFETIME).toEpochMilli();
        return path + "?X-Amz-Expires=" + LIFETIME.toSeconds() + "&expires=" + expires + "&X-Amz-Signature="
                + signature(path, expires);
    }

    /** What a URL that this emulator signed stands for. */
    public record Target(RepositoryId repository, Digest layer, Instant expiresAt) {}

    /** Reads a URL; nothing when it was not signed here. */
    Optional<Target> read(String path, String expires, String signature) {
        try {
            long expiry = Long.parseLong(expires);
            boolean genuine =
                    emulator.seal().fits(content(path, expiry), HexFormat.of().parseHex(signature));
            return genuine ? Optional.of(target(path, expiry)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Target target(String path, long expiry) {
        String rest = path.substring(PREFIX.length());
        int accountEnd = rest.indexOf('/');
        int regionEnd = rest.indexOf('/', accountEnd + 1);
        int nameEnd = rest.lastIndexOf('/');
        return new Target(
                new RepositoryId(
                        RegistryId.parse(rest.substring(0, regionEnd)),
                        new RepositoryName(rest.substring(regionEnd + 1, nameEnd))),
                new Digest(rest.substring(nameEnd + 1)),
                Instant.ofEpochMilli(expiry));
    }

    private String signature(String path, long expires) {
        return HexFormat.of().formatHex(emulator.seal().of(content(path, expires)));
    }

    private static byte[] content(String path, long expires) {
        return ("layer\n" + path + "\n" + expires).getBytes(StandardCharsets.UTF_8);
    }
}
