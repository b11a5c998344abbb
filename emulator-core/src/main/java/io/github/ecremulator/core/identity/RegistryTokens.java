package io.github.ecremulator.core.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.model.AccountId;
import io.github.ecremulator.core.model.Region;
import io.github.ecremulator.core.model.RegistryId;
import io.github.ecremulator.core.time.EmulatorClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * Issues and reads registry passwords. A password carries its content under this emulator's seal, so that nothing has
 * to be remembered for the tokens that scripts ask for by the thousand, and none can be made up.
 *
 * <p>Its form is what clients rely on: base64 of a JSON object, hence ASCII, beginning with {@code ey}, without a colon.
 * Safe for use by many threads.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html">Private registry
 *     authentication</a>
 */
public final class RegistryTokens {

    /** How long a token lasts on the emulator's clock. */
    public static final Duration LIFETIME = Duration.ofHours(12);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Seal seal;
    private final EmulatorClock clock;

    /** Issues tokens under a seal, by a clock. */
    public RegistryTokens(Seal seal, EmulatorClock clock) {
        this.seal = seal;
        this.clock = clock;
    }

    /**
     * A password.
     *
     * @param value what follows {@code AWS:}
     * @param expiresAt when it ends
     */
    public record Issued(String value, Instant expiresAt) {}

    /** Issues a password to a caller. */
    public Issued issue(Caller caller, RegistryId registry) {
        Instant expiresAt = clock.now().plus(LIFETIME);
        return new Issued(encode(caller, registry, expiresAt), expiresAt);
    }

    private String encode(Caller caller, RegistryId registry, Instant expiresAt) {
        ObjectNode claims = JSON.createObjectNode()
                .put("callerAccount", caller.account().value())
                .put("principal", caller.principal())
                .put("account", registry.account().value())
                .put("region", registry.region().value())
                .put("expiresAt", expiresAt.toEpochMilli());
        byte[] payload = claims.toString().getBytes(StandardCharsets.UTF_8);
        ObjectNode password = JSON.createObjectNode()
                .put("payload", Base64.getEncoder().encodeToString(payload))
                .put("datakey", Base64.getEncoder().encodeToString(seal.of(payload)))
                .put("version", "2")
                .put("type", "DATA_KEY")
                .put("expiration", expiresAt.getEpochSecond());
        return Base64.getEncoder().encodeToString(password.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a password.
     *
     * @throws EcrException {@link EcrError.TokenInvalid} when this emulator did not issue it,
     *     {@link EcrError.TokenExpired} when its time is over
     */
    public RegistryToken read(String password) {
        RegistryToken token = decode(password);
        boolean asIssued =
                encode(token.caller(), token.registry(), token.expiresAt()).equals(password);
        if (!asIssued) {
            throw invalid();
        }
        if (!clock.now().isBefore(token.expiresAt())) {
            throw new EcrException(new EcrError.TokenExpired());
        }
        return token;
    }

    private RegistryToken decode(String password) {
        try {
            JsonNode envelope = JSON.readTree(Base64.getDecoder().decode(password));
            byte[] payload = Base64.getDecoder().decode(envelope.path("payload").asText());
            byte[] sealed = Base64.getDecoder().decode(envelope.path("datakey").asText());
            if (!seal.fits(payload, sealed)) {
                throw invalid();
            }
            JsonNode claims = JSON.readTree(payload);
            return new RegistryToken(
                    new Caller(
                            new AccountId(claims.path("callerAccount").asText()),
                            claims.path("principal").asText()),
                    new RegistryId(
                            new AccountId(claims.path("account").asText()),
                            new Region(claims.path("region").asText())),
                    Instant.ofEpochMilli(claims.path("expiresAt").asLong()));
        } catch (IOException | IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static EcrException invalid() {
        return new EcrException(new EcrError.TokenInvalid());
    }
}
