package io.github.ecremulator.server.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicCredentialsTest {

    @Test
    void userAndPasswordAreSeparatedByTheFirstColon() {
        assertEquals(
                Optional.of(new BasicCredentials("AWS", "a:b:c")),
                BasicCredentials.parse("Basic " + base64("AWS:a:b:c")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"basic ", "BASIC ", "Basic   "})
    void theSchemeIsReadInAnyCaseAndWithAnySpace(String scheme) {
        assertEquals(
                Optional.of(new BasicCredentials("AWS", "secret")),
                BasicCredentials.parse(scheme + base64("AWS:secret")));
    }

    @Test
    void aPasswordMayBeEmpty() {
        assertEquals(Optional.of(new BasicCredentials("AWS", "")), BasicCredentials.parse("Basic " + base64("AWS:")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer abc", "Basicabc", "AWS4-HMAC-SHA256 Credential=x"})
    void anotherSchemeIsNoneOfThis(String header) {
        assertEquals(Optional.empty(), BasicCredentials.parse(header));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic ", "Basic !!!", "Basic QVdT", "Basic QVdTOng=="})
    void aMalformedCredentialIsAnInvalidToken(String header) {
        EcrException refused = assertThrows(EcrException.class, () -> BasicCredentials.parse(header));

        assertInstanceOf(EcrError.TokenInvalid.class, refused.error());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
