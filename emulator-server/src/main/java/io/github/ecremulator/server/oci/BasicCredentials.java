package io.github.ecremulator.server.oci;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * User and password of HTTP's basic scheme.
 *
 * @param user the name, always {@code AWS} at ECR
 * @param password a registry token
 */
record BasicCredentials(String user, String password) {

    /** Reads an {@code Authorization} header; nothing when it is of another scheme or malformed. */
    static Optional<BasicCredentials> parse(String header) {
        if (!header.regionMatches(true, 0, "Basic ", 0, "Basic ".length())) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getDecoder()
                    .decode(header.substring("Basic ".length()).trim());
            String text = new String(decoded, StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new BasicCredentials(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
