package io.github.ecremulator.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecremulator.core.EcrEmulator;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

    @Test
    void anUnknownTypeIsLeftToOthers() {
        assertRefused(JUnitRun.of(UnknownType.class).failure(), "java.lang.StringBuilder");
    }

    @Test
    void theRegistryOfAnEmulatorMeansNothing() {
        assertRefused(JUnitRun.of(EmulatorOfARegistry.class).failure(), EcrEmulator.class.getName());
    }

    @Test
    void aPlainUriIsLeftToOthers() {
        JUnitRun.of(UriOfAnother.class).passed(1);
    }

    private static void assertRefused(Throwable failure, String type) {
        assertEquals(ParameterResolutionException.class, failure.getClass());
        assertTrue(failure.getMessage().startsWith("No ParameterResolver registered"), failure.getMessage());
        assertTrue(failure.getMessage().contains(type), failure.getMessage());
    }

    @EcrEmulatorTest
    static class UnknownType {

        @Test
        void neverRuns(StringBuilder builder) {}
    }

    @EcrEmulatorTest
    static class EmulatorOfARegistry {

        @Test
        void neverRuns(@Registry(region = "eu-west-1") EcrEmulator ecr) {}
    }

    @EcrEmulatorTest
    static class UriOfAnother {

        @ParameterizedTest
        @ValueSource(strings = "http://example.com")
        void isTheParameterOfTheTest(URI uri, EcrEmulator ecr) {
            assertEquals("example.com", uri.getHost());
        }
    }
}
