package io.github.ecremulator.server.http;

import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.identity.Seal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Turns the place where a page ends into a token that means nothing to clients, and back. A token is bound to its list:
 * what was changed, made up or taken from elsewhere is refused.
 */
public final class PageTokens {

    private static final int SEAL_BYTES = 12;

    private final Seal seal;
    private final String list;

    /** Tokens of one list. */
    public PageTokens(Seal seal, String list) {
        this.seal = seal;
        this.list = list;
    }

    /** The token for a place. */
    public String seal(String place) {
        byte[] content = place.getBytes(StandardCharsets.UTF_8);
        byte[] token = Arrays.copyOf(mark(content), SEAL_BYTES + content.length);
        System.arraycopy(content, 0, token, SEAL_BYTES, content.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /**
     * The place that a token stands for.
     *
     * @throws EcrException {@link EcrError.InvalidPageToken}
     */
    public String open(String token) {
        byte[] bytes = decode(token);
        boolean asGiven =
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(token);
        if (asGiven && bytes.length >= SEAL_BYTES) {
            byte[] content = Arrays.copyOfRange(bytes, SEAL_BYTES, bytes.length);
            if (Arrays.equals(mark(content), Arrays.copyOf(bytes, SEAL_BYTES))) {
                return new String(content, StandardCharsets.UTF_8);
            }
        }
        throw invalid();
    }

    private byte[] mark(byte[] content) {
        byte[] name = (list + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] bound = Arrays.copyOf(name, name.length + content.length);
        System.arraycopy(content, 0, bound, name.length, content.length);
        return Arrays.copyOf(seal.of(bound), SEAL_BYTES);
    }

    private static byte[] decode(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static EcrException invalid() {
        return new EcrException(new EcrError.InvalidPageToken());
    }
}
