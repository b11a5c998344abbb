package io.github.ecremulator.core.policy;

import io.github.ecremulator.core.identity.Caller;
import io.github.ecremulator.core.identity.RegistryTokens;
import io.github.ecremulator.core.identity.RegistryTokens.Issued;
import io.github.ecremulator.core.model.RegistryId;

/** Gives registry tokens to those who may have them. Safe for use by many threads. */
public final class Authorization {

    private final Gate gate;
    private final RegistryTokens tokens;

    /** Tokens behind a gate. */
    public Authorization(Gate gate, RegistryTokens tokens) {
        this.gate = gate;
        this.tokens = tokens;
    }

    /**
     * Issues a token to a caller. The permission is the caller's own affair and names no resource, whichever registry
     * the token is for.
     */
    public Issued issue(Caller caller, RegistryId registry) {
        RegistryId own = new RegistryId(caller.account(), registry.region());
        return gate.read(
                caller, Access.toRegistry("ecr:GetAuthorizationToken", own), state -> tokens.issue(caller, registry));
    }
}
