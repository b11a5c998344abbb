package io.github.ecremulator.core.policy;

import io.github.ecremulator.core.commit.Commits;
import io.github.ecremulator.core.commit.Transaction;
import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrError.AccessDenied.Reason;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.identity.Caller;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.state.EmulatorState;
import io.github.ecremulator.core.state.Repository;
import java.util.function.Function;

/**
 * The only way from a caller to the state; what the emulator does of itself, such as letting unused layers expire, has no
 * caller and needs no leave. What a request asks permission for is decided on the very state that it
 * reads or changes. Its one rule so far: an account may use what it owns. Safe for use by many threads.
 */
public final class Gate {

    private final Commits commits;

    /** Guards the state that these commits hold. */
    public Gate(Commits commits) {
        this.commits = commits;
    }

    /** Answers a question from the newest state, if the caller may ask it. */
    public <R> R read(Caller caller, Access access, Function<EmulatorState, R> question) {
        commits.requireOpen();
        EmulatorState state = commits.current();
        authorize(caller, access);
        return question.apply(state);
    }

    /** Answers a question about a repository that must exist, if the caller may ask it. */
    public <R> R read(Caller caller, String action, RepositoryId id, Function<Repository, R> question) {
        return read(
                caller,
                Access.to(action, id),
                state -> question.apply(
                        state.repository(id).orElseThrow(() -> new EcrException(new EcrError.RepositoryNotFound(id)))));
    }

    /** Makes a decision and lets it happen, if the caller may. */
    public <R> R write(Caller caller, Access access, Function<Transaction, R> decision) {
        return commits.write(transaction -> {
            authorize(caller, access);
            return decision.apply(transaction);
        });
    }

    private static void authorize(Caller caller, Access access) {
        if (!caller.account().equals(access.owner())) {
            throw new EcrException(new EcrError.AccessDenied(
                    caller.principal(), access.action(), access.resource(), Reason.NO_RESOURCE_POLICY));
        }
    }
}
