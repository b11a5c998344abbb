package io.github.ecremulator.core.commit;

import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.state.EmulatorState;
import io.github.ecremulator.core.time.EmulatorClock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Holds the newest state and lets one writer at a time decide the next. Readers take the state as it is and never wait.
 */
public final class Commits {

    private final EmulatorClock clock;
    private final ReentrantLock writer = new ReentrantLock();
    private final List<ChangeListener> listeners = new CopyOnWriteArrayList<>();
    private volatile EmulatorState current;
    private volatile boolean closed;

    /** Begins with a state. */
    public Commits(EmulatorClock clock, EmulatorState initial) {
        this.clock = clock;
        this.current = initial;
    }

    /** The newest state. */
    public EmulatorState current() {
        return current;
    }

    /**
     * Makes a decision on the newest state and lets what it applied happen.
     *
     * @return what the decision returned
     */
    public <R> R write(Function<Transaction, R> decision) {
        Transaction transaction;
        R reply;
        writer.lock();
        try {
            requireOpen();
            transaction = new Transaction(current, clock.now());
            reply = decision.apply(transaction);
            current = transaction.state();
        } finally {
            writer.unlock();
        }
        if (!transaction.changes().isEmpty()) {
            for (ChangeListener listener : listeners) {
                listener.committed(transaction.changes(), transaction.unlinked(), transaction.state());
            }
        }
        return reply;
    }

    /** Puts another state in the place of the current one. */
    public void replace(EmulatorState state) {
        Set<Digest> unlinked;
        writer.lock();
        try {
            requireOpen();
            unlinked = new HashSet<>(current.usedBlobs());
            current = state;
        } finally {
            writer.unlock();
        }
        listeners.forEach(listener -> listener.committed(List.of(), unlinked, state));
    }

    /** Lets nothing more happen. */
    public void close() {
        writer.lock();
        try {
            closed = true;
        } finally {
            writer.unlock();
        }
    }

    /**
     * Makes sure that the emulator is open.
     *
     * @throws IllegalStateException when it is closed
     */
    public void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the emulator is closed");
        }
    }

    /** Adds somebody who is told of each commit. */
    public void listen(ChangeListener listener) {
        listeners.add(listener);
    }
}
