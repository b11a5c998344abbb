package io.github.ecremulator.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Expects that something is refused, and with which error. */
public final class Refusals {

    private Refusals() {}

    /** Fails unless a step is refused with an error of a kind. */
    public static void assertRefused(Class<? extends EcrError> kind, ThrowingCallable step) {
        assertThatExceptionOfType(EcrException.class).isThrownBy(step).satisfies(e -> assertThat(e.error())
                .isInstanceOf(kind));
    }

    /** Fails unless a step is refused with exactly this error. */
    public static void assertRefused(EcrError error, ThrowingCallable step) {
        assertThatExceptionOfType(EcrException.class).isThrownBy(step).satisfies(e -> assertThat(e.error())
                .isEqualTo(error));
    }
}
