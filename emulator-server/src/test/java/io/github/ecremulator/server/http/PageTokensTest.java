package io.github.ecremulator.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.identity.Seal;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokensTest {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final Seal seal = new Seal(new byte[] {1, 2, 3});
    private final PageTokens tokens = new PageTokens(seal, "images of app");

    @ParameterizedTest
    @MethodSource("randomPlaces")
    void everyPlaceIsFoundAgain(String place) {
        assertEquals(place, tokens.open(tokens.seal(place)));
    }

    @ParameterizedTest
    @MethodSource("randomPlaces")
    void aTokenWithAnyCharacterChangedIsRefused(String place) {
        String token = tokens.seal(place);
        for (int i = 0; i < token.length(); i++) {
            for (char other : ALPHABET.toCharArray()) {
                if (other != token.charAt(i)) {
                    assertRefused(tokens, token.substring(0, i) + other + token.substring(i + 1));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("randomPlaces")
    void aTokenOfAnotherListIsRefused(String place) {
        assertRefused(new PageTokens(seal, "images of another"), tokens.seal(place));
    }

    @ParameterizedTest
    @MethodSource("randomPlaces")
    void aTokenOfAnotherEmulatorIsRefused(String place) {
        assertRefused(new PageTokens(new Seal(new byte[] {9}), "images of app"), tokens.seal(place));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "AAAA", "=", "==", " ", "\n"})
    void aTokenWithSomethingAppendedIsRefused(String more) {
        assertRefused(tokens, tokens.seal("p") + more);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "????", "AAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAA", "\u00e9"})
    void whatIsNoTokenIsRefused(String token) {
        assertRefused(tokens, token);
    }

    @Test
    void aTokenDoesNotShowItsPlace() {
        assertEquals(-1, tokens.seal("a-place").indexOf("a-place"));
    }

    static Stream<String> randomPlaces() {
        Random random = new Random(20260101);
        return Stream.concat(
                Stream.of("a\uFFFDb"),
                Stream.generate(() -> random.ints(1 + random.nextInt(24), 1, Character.MAX_CODE_POINT)
                                .filter(it -> !(it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE))
                                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                                .toString())
                        .filter(place -> !place.isEmpty())
                        .limit(20));
    }

    private static void assertRefused(PageTokens tokens, String token) {
        EcrException refused = assertThrows(EcrException.class, () -> tokens.open(token), token);
        assertInstanceOf(EcrError.InvalidPageToken.class, refused.error());
    }
}
