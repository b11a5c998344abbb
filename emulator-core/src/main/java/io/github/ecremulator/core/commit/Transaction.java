package io.github.ecremulator.core.commit;

import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.state.Change;
import io.github.ecremulator.core.state.EmulatorState;
import io.github.ecremulator.core.state.Repository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A decision being made on the newest state. What it applies is visible to itself at once and to everybody else when it
 * returns; when it throws, nothing happened.
 */
public final class Transaction {

    private final Instant now;
    private final List<Change> changes = new ArrayList<>();
    private final Set<Digest> unlinked = new HashSet<>();
    private EmulatorState state;

    Transaction(EmulatorState state, Instant now) {
        this.state = state;
        this.now = now;
    }

    /** The instant at which the decision is made. */
    public Instant now() {
        return now;
    }

    /** The state, with what was applied so far. */
    public EmulatorState state() {
        return state;
    }

    /** A repository that must exist. */
    public Repository repository(RepositoryId id) {
        return state.repository(id).orElseThrow(() -> new EcrException(new EcrError.RepositoryNotFound(id)));
    }

    /** Makes a change happen. */
    public void apply(Change change) {
        unlinked.addAll(change.unlinked(state));
        state = change.applyTo(state);
        changes.add(change);
    }

    List<Change> changes() {
        return changes;
    }

    Set<Digest> unlinked() {
        return unlinked;
    }
}
