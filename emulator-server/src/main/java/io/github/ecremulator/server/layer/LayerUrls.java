package io.github.ecremulator.server.layer;

import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.RegistryId;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.model.RepositoryName;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The URLs from which anybody can download a layer for an hour of the emulator's clock, as S3 signs them for ECR. They
 * stand outside the registry: no token opens them, and none is needed.
 */
public final class LayerUrls {

    /** What their paths begin with. */
    public static final String PREFIX = "/_layers/";

    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final EcrEmulator emulator;

    /** URLs for the layers of an emulator. */
    public LayerUrls(EcrEmulator emulator) {
        this.emulator = emulator;
    }

    /** The path and query of a URL for a layer. */
    public String path(RepositoryId repository, Digest layer) {
        String path = PREFIX + repository.registry() + "/" + repository.name() + "/" + layer;
        String date = DATE.format(emulator.clock().now());
        return path + "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=" + date
                + "&X-Amz-SignedHeaders=host&X-Amz-Expires=" + LIFETIME.toSeconds() + "&X-Amz-Signature="
                + HexFormat.of().formatHex(emulator.seal().of(content(path, date)));
    }

    /** What a URL that this emulator signed stands for. */
    record Target(RepositoryId repository, Digest layer, Instant expiresAt) {}

    /**
     * Reads a URL; nothing when it was not signed here.
     *
     * @param path decoded
     * @param date the value of {@code X-Amz-Date}
     * @param signature the value of {@code X-Amz-Signature}
     */
    Optional<Target> read(String path, String date, String signature) {
        try {
            boolean genuine =
                    emulator.seal().fits(content(path, date), HexFormat.of().parseHex(signature));
            return genuine
                    ? Optional.of(target(path, DATE.parse(date, Instant::from).plus(LIFETIME)))
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Target target(String path, Instant expiresAt) {
        String rest = path.substring(PREFIX.length());
        int accountEnd = rest.indexOf('/');
        int regionEnd = rest.indexOf('/', accountEnd + 1);
        int nameEnd = rest.lastIndexOf('/');
        return new Target(
                new RepositoryId(
                        RegistryId.parse(rest.substring(0, regionEnd)),
                        new RepositoryName(rest.substring(regionEnd + 1, nameEnd))),
                new Digest(rest.substring(nameEnd + 1)),
                expiresAt);
    }

    private static byte[] content(String path, String date) {
        return ("layer\n" + path + "\n" + date).getBytes(StandardCharsets.UTF_8);
    }
}
