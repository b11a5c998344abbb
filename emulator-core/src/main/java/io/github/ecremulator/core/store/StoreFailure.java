package io.github.ecremulator.core.store;

import java.io.IOException;

/** The place where bytes are kept does not work: a full disk, too many open files. */
public final class StoreFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A failure with its cause. */
    public StoreFailure(IOException cause) {
        super("the store does not work: " + cause.getMessage(), cause);
    }
}
