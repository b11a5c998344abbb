package io.github.ecremulator.core.error;

/** Carries an {@link EcrError} to the door that called; it has no stack trace, because it is an answer, not a fault. */
public final class EcrException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient EcrError error;

    /** An answer that says no. */
    public EcrException(EcrError error) {
        super(error.toString(), null, false, false);
        this.error = error;
    }

    /** What went wrong. */
    public EcrError error() {
        return error;
    }
}
