package io.github.ecremulator.core.state;

/** Whether an image can be pulled. */
public enum ImageStatus {
    /** It can. */
    ACTIVE,
    /** It lies in the archive. */
    ARCHIVED,
    /** It is on its way back from the archive. */
    ACTIVATING
}
