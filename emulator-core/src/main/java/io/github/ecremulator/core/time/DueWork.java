package io.github.ecremulator.core.time;

import java.time.Instant;
import java.util.Optional;

/** Something that has work to do at instants of the emulator's clock. */
public interface DueWork {

    /** When the next piece of work falls due, if there is any. */
    Optional<Instant> nextDue();

    /**
     * Does the work that is due at or before an instant. Afterwards {@link #nextDue()} is later than the instant, or
     * absent.
     */
    void runDue(Instant now);
}
