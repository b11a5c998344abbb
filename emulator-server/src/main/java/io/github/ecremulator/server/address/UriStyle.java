package io.github.ecremulator.server.address;

import io.github.ecremulator.core.model.RegistryId;
import java.util.function.BiFunction;

/**
 * By which address a registry is named in {@code repositoryUri} and {@code proxyEndpoint}. Both always name the same
 * host, because clients log in to the one and push to the other.
 */
public final class UriStyle {

    /** The style that is used unless another is asked for. */
    public static final String DEFAULT = "follow";

    private final String name;
    private final BiFunction<Origin, RegistryId, Origin> address;

    private UriStyle(String name, BiFunction<Origin, RegistryId, Origin> address) {
        this.name = name;
        this.address = address;
    }

    /**
     * A style by name.
     *
     * @param name {@code follow} (the host by which the caller came), {@code localhost}, {@code aws} (the real host
     *     name), {@code hostname} ({@code <account>.dkr.ecr.<region>.localhost}), or a template in which
     *     <code>{account}</code>, <code>{region}</code>, <code>{host}</code> and <code>{port}</code> are replaced, such
     *     as {@code ecr.test:5010}
     * @throws IllegalArgumentException when it is none of these
     */
    public static UriStyle parse(String name) {
        return switch (name) {
            case "follow" -> new UriStyle(name, UriStyle::follow);
            case "localhost" ->
                new UriStyle(
                        name, (origin, registry) -> new Origin(origin.scheme(), "localhost" + origin.portSuffix()));
            case "aws" -> new UriStyle(name, (origin, registry) -> real(registry));
            case "hostname" ->
                new UriStyle(
                        name,
                        (origin, registry) -> new Origin(
                                origin.scheme(),
                                registry.account() + ".dkr.ecr." + registry.region() + ".localhost"
                                        + origin.portSuffix()));
            default -> template(name);
        };
    }

    /**
     * The scheme and host of a registry, for a caller who came from an origin. A host of AWS's own form is named with
     * {@code https}, because ECR's credential helper takes no other.
     */
    public Origin address(Origin origin, RegistryId registry) {
        Origin named = address.apply(origin, registry);
        return AwsHost.isRealRegistry(named) ? new Origin("https", named.host()) : named;
    }

    @Override
    public String toString() {
        return name;
    }

    private static Origin follow(Origin origin, RegistryId registry) {
        return AwsHost.isRealApi(origin) ? real(registry) : origin;
    }

    private static Origin real(RegistryId registry) {
        return new Origin("https", registry.awsHost());
    }

    private static UriStyle template(String template) {
        boolean usable = template.matches("(?:[A-Za-z0-9.:-]|\\{(?:account|region|host|port)})+")
                && (template.contains(".") || template.contains(":"));
        if (!usable) {
            throw new IllegalArgumentException("a URI style is follow, localhost, aws, hostname or a template such as"
                    + " ecr.test:{port}, not '" + template + "'");
        }
        return new UriStyle(
                template,
                (origin, registry) -> new Origin(
                        origin.scheme(),
                        template.replace("{account}", registry.account().value())
                                .replace("{region}", registry.region().value())
                                .replace("{host}", origin.hostName())
                                .replace("{port}", origin.port())));
    }
}
