package io.github.ecremulator.contract.registry;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what a server settles after it has answered, or after a client has gone away. */
final class Eventually {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private Eventually() {}

    /** Passes as soon as the assertion does; fails with its last error when the deadline has passed. */
    static void holds(Runnable assertion) {
        long giveUp = System.nanoTime() + DEADLINE.toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() > giveUp) {
                    throw notYet;
                }
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
        }
    }
}
