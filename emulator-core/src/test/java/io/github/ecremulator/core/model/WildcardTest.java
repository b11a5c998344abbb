package io.github.ecremulator.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {

    @ParameterizedTest
    @CsvSource({
        "latest, latest, true",
        "latest, latest2, false",
        "latest, xlatest, false",
        "latest, Latest, false",
        "dev-*, dev-, true",
        "dev-*, dev-1, true",
        "dev-*, dev, false",
        "dev-*, a-dev-1, false",
        "*-rc, 1.0-rc, true",
        "*-rc, 1.0-rc1, false",
        "a*b, ab, true",
        "a*b, axxb, true",
        "a*b, abab, true",
        "a*b, aba, false",
        "a*b, a, false",
        "*a*, bab, true",
        "*a*, bbb, false",
        "a**b, acb, true",
        "*, anything, true",
        "*, '', true",
        "'', '', true",
        "'', a, false",
        "a*a, a, false",
        "*ab, aab, true",
        "a.c, abc, false",
        "a?c, abc, false",
        "[a], a, false"
    })
    void aStarStandsForAnyNumberOfCharactersAndAllElseForItself(String pattern, String text, boolean matches) {
        assertEquals(matches, new Wildcard(pattern).matches(text));
    }

    @Test
    void aPatternMadeToBeSlowIsNot() {
        assertFalse(new Wildcard("*a".repeat(64) + "b").matches("a".repeat(10_000)));
    }
}
