package io.github.ecremulator.server.oci;

import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
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

    private static final String SCHEME = "Basic ";

    /**
     * Reads an {@code Authorization} header.
     *
     * @return nothing when it is of another scheme
     * @throws EcrException {@link EcrError.TokenInvalid} when it is of this scheme and malformed
     */
    static Optional<BasicCredentials> parse(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String text = decode(header.substring(SCHEME.length()).trim());
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new EcrException(new EcrError.TokenInvalid());
        }
        return Optional.of(new BasicCredentials(text.substring(0, colon), text.substring(colon + 1)));
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new EcrException(new EcrError.TokenInvalid());
        }
    }
}
