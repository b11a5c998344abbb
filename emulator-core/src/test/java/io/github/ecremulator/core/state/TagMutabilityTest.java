package io.github.ecremulator.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.model.ImageTag;
import io.github.ecremulator.core.model.Wildcard;
import io.github.ecremulator.core.state.TagMutability.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TagMutabilityTest {

    private static final List<Wildcard> FILTERS = List.of(new Wildcard("latest"), new Wildcard("dev-*"));

    @ParameterizedTest
    @CsvSource({
        "MUTABLE, latest, false",
        "MUTABLE, 1.0, false",
        "IMMUTABLE, latest, true",
        "IMMUTABLE, 1.0, true",
        "MUTABLE_WITH_EXCLUSION, latest, true",
        "MUTABLE_WITH_EXCLUSION, dev-7, true",
        "MUTABLE_WITH_EXCLUSION, 1.0, false",
        "IMMUTABLE_WITH_EXCLUSION, latest, false",
        "IMMUTABLE_WITH_EXCLUSION, dev-7, false",
        "IMMUTABLE_WITH_EXCLUSION, 1.0, true"
    })
    void theModeAndItsExclusionsDecideWhetherATagStays(Mode mode, String tag, boolean immutable) {
        List<Wildcard> filters = mode.name().endsWith("_WITH_EXCLUSION") ? FILTERS : List.of();

        assertEquals(immutable, new TagMutability(mode, filters).isImmutable(new ImageTag(tag)));
    }

    @ParameterizedTest
    @EnumSource(names = {"MUTABLE_WITH_EXCLUSION", "IMMUTABLE_WITH_EXCLUSION"})
    void aModeWithExclusionsNeedsSome(Mode mode) {
        assertRefused(EcrError.MutabilityFiltersMissing.class, mode, List.of());
    }

    @ParameterizedTest
    @EnumSource(names = {"MUTABLE", "IMMUTABLE"})
    void aModeWithoutExclusionsTakesNone(Mode mode) {
        assertRefused(EcrError.MutabilityFiltersNotAllowed.class, mode, FILTERS);
    }

    @Test
    void anExclusionHasAtMostTwoWildcards() {
        new TagMutability(Mode.IMMUTABLE_WITH_EXCLUSION, List.of(new Wildcard("*a*")));

        assertRefused(EcrError.TooManyWildcards.class, Mode.IMMUTABLE_WITH_EXCLUSION, List.of(new Wildcard("*a*b*")));
    }

    private static void assertRefused(Class<? extends EcrError> error, Mode mode, List<Wildcard> filters) {
        EcrException refused = assertThrows(EcrException.class, () -> new TagMutability(mode, filters));
        assertInstanceOf(error, refused.error());
    }
}
