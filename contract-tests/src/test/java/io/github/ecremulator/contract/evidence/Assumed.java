package io.github.ecremulator.contract.evidence;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The expectation is the best guess where nothing is written down and nothing was seen. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Assumed {
    /** Why this guess. */
    String value();
}
