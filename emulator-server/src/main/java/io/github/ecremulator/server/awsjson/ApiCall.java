package io.github.ecremulator.server.awsjson;

import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.core.identity.Caller;
import io.github.ecremulator.core.model.AccountId;
import io.github.ecremulator.core.model.PageRequest;
import io.github.ecremulator.core.model.Region;
import io.github.ecremulator.core.model.RegistryId;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.model.RepositoryName;
import io.github.ecremulator.server.address.Addressing;
import io.github.ecremulator.server.address.Origin;
import io.github.ecremulator.server.http.PageTokens;
import java.util.Optional;

/**
 * A call of an operation whose input satisfies the operation's declaration.
 *
 * @param emulator the emulator that was called
 * @param caller who calls
 * @param region where
 * @param input with what
 * @param origin by which address
 * @param addressing how registries are named
 */
public record ApiCall(
        EcrEmulator emulator, Caller caller, Region region, Input input, Origin origin, Addressing addressing) {

    /** The registry that is meant: the one in {@code registryId}, else the caller's own. */
    public RegistryId registry() {
        AccountId account = input.optionalText("registryId").map(AccountId::new).orElse(caller.account());
        return new RegistryId(account, region);
    }

    /** The repository that is meant, whether it exists or not. */
    public RepositoryId repository() {
        return new RepositoryId(registry(), new RepositoryName(input.text("repositoryName")));
    }

    /**
     * The page that is meant.
     *
     * @param list tells this list from every other, so that a token of one is refused by another
     */
    public PageRequest page(String list, int defaultLimit) {
        return new PageRequest(
                input.optionalInt("maxResults").orElse(defaultLimit),
                input.optionalText("nextToken").map(token -> tokens(list).open(token)));
    }

    /** The token for a next page, if there is one. */
    public Optional<String> nextToken(String list, Optional<String> next) {
        return next.map(tokens(list)::seal);
    }

    private PageTokens tokens(String list) {
        return new PageTokens(emulator.seal(), list);
    }
}
