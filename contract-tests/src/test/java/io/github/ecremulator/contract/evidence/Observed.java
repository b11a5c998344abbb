package io.github.ecremulator.contract.evidence;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The expectation was seen in the answers of Amazon ECR or on the screen of a real client. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Observed {
    /** Where it was seen. */
    String value();
}
