package io.github.ecremulator.core.commit;

import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.state.Change;
import io.github.ecremulator.core.state.EmulatorState;
import java.util.List;
import java.util.Set;

/** Told of each commit after it has become visible, outside the writer lock. */
public interface ChangeListener {

    /**
     * A commit happened.
     *
     * @param changes what happened, in order; empty when the state was replaced as a whole
     * @param unlinked blobs that something no longer links, though something else may
     * @param state the state it led to
     */
    void committed(List<Change> changes, Set<Digest> unlinked, EmulatorState state);
}
