package io.github.ecremulator.server.oci;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a path below {@code /v2/} addresses. Names are kept as they came: whether they can be names is for the endpoint
 * to say.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md#endpoints">OCI distribution
 *     specification, endpoints</a>
 */
sealed interface RegistryRoute {

    /** {@code /v2/}. */
    record Base() implements RegistryRoute {}

    /** {@code /v2/_catalog}. */
    record Catalog() implements RegistryRoute {}

    /** Anything within a repository. */
    sealed interface InRepository extends RegistryRoute {

        /** The name of the repository as it was sent. */
        String name();
    }

    /** {@code /v2/<name>/blobs/uploads/}. */
    record Uploads(String name) implements InRepository {}

    /** {@code /v2/<name>/blobs/uploads/<id>}. */
    record Upload(String name, String id) implements InRepository {}

    /** {@code /v2/<name>/blobs/<digest>}. */
    record Blob(String name, String digest) implements InRepository {}

    /** {@code /v2/<name>/manifests/<reference>}. */
    record Manifest(String name, String reference) implements InRepository {}

    /** {@code /v2/<name>/tags/list}. */
    record Tags(String name) implements InRepository {}

    /** {@code /v2/<name>/referrers/<digest>}. */
    record Referrers(String name, String digest) implements InRepository {}

    /**
     * Parses a path. Repository names contain slashes and words like {@code manifests}, so it is read from its end.
     *
     * @param rawPath the path as it was sent
     * @return what it addresses, or nothing when there is no such endpoint
     */
    static Optional<RegistryRoute> parse(String rawPath) {
        Optional<String> decoded = decode(rawPath);
        if (decoded.isEmpty() || !decoded.get().startsWith("/v2") || hasDotSegment(decoded.get())) {
            return Optional.empty();
        }
        String path = decoded.get().substring("/v2".length());
        if (path.isEmpty() || path.equals("/")) {
            return Optional.of(new Base());
        }
        if (!path.startsWith("/")) {
            return Optional.empty();
        }
        if (path.equals("/_catalog")) {
            return Optional.of(new Catalog());
        }
        return inRepository(path.substring(1));
    }

    private static Optional<RegistryRoute> inRepository(String path) {
        if (path.endsWith("/tags/list")) {
            return Optional.of(new Tags(path.substring(0, path.length() - "/tags/list".length())));
        }
        if (path.endsWith("/blobs/uploads/") || path.endsWith("/blobs/uploads")) {
            return Optional.of(new Uploads(path.substring(0, path.lastIndexOf("/blobs/uploads"))));
        }
        int slash = path.lastIndexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String last = path.substring(slash + 1);
        String before = path.substring(0, slash);
        if (before.endsWith("/blobs/uploads")) {
            return Optional.of(new Upload(without(before, "/blobs/uploads"), last));
        }
        if (before.endsWith("/blobs")) {
            return Optional.of(new Blob(without(before, "/blobs"), last));
        }
        if (before.endsWith("/manifests")) {
            return Optional.of(new Manifest(without(before, "/manifests"), last));
        }
        if (before.endsWith("/referrers")) {
            return Optional.of(new Referrers(without(before, "/referrers"), last));
        }
        return Optional.empty();
    }

    private static boolean hasDotSegment(String path) {
        return (path + "/").contains("/./") || (path + "/").contains("/../");
    }

    private static String without(String path, String suffix) {
        return path.substring(0, path.length() - suffix.length());
    }

    private static Optional<String> decode(String rawPath) {
        try {
            return Optional.of(URLDecoder.decode(rawPath.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
