package io.github.ecremulator.core.model;

/** Which images a list shows, by whether they have a tag. */
public enum TagStatus {
    /** Those with at least one tag. */
    TAGGED,
    /** Those without. */
    UNTAGGED,
    /** All. */
    ANY
}
