package io.github.ecremulator.server.address;

import io.github.ecremulator.core.model.AccountId;
import io.github.ecremulator.core.model.Region;
import io.github.ecremulator.core.model.RegistryId;
import io.github.ecremulator.core.model.RepositoryId;
import java.util.Optional;

/**
 * Says which registry a request means and by which address a registry is named.
 *
 * @param home the registry that is meant where nobody says which
 * @param listener the registry that a listener was opened for, if it was opened for one
 * @param style by which address registries are named
 */
public record Addressing(RegistryId home, Optional<RegistryId> listener, UriStyle style) {

    /**
     * The account of a caller whose access key is not known: twelve digits are an account themselves; else as the host
     * says, or the listener, or the default.
     */
    public AccountId callerAccount(Origin origin, String accessKeyId) {
        if (AccountId.isValid(accessKeyId)) {
            return new AccountId(accessKeyId);
        }
        return AwsHost.registry(origin).or(() -> listener).orElse(home).account();
    }

    /**
     * The region of an API request: as the host says, else the listener, else the credentials' scope, else the default.
     */
    public Region apiRegion(Origin origin, Optional<Region> scope) {
        return AwsHost.apiRegion(origin)
                .or(() -> AwsHost.registry(origin).map(RegistryId::region))
                .or(() -> listener.map(RegistryId::region))
                .or(() -> scope)
                .orElse(home.region());
    }

    /**
     * The registry that a registry request names, if it names one: by its host, its listener, or the upstream for which a
     * mirror was asked.
     *
     * @param namespace the query parameter {@code ns} that containerd adds when it asks a mirror
     */
    public Optional<RegistryId> namedRegistry(Origin origin, Optional<String> namespace) {
        return AwsHost.registry(origin)
                .or(() -> listener)
                .or(() -> namespace.flatMap(host -> AwsHost.registry(new Origin("https", host))));
    }

    /** The scheme and host under which a caller who came from an origin finds a registry. */
    public Origin registryAddress(Origin origin, RegistryId registry) {
        return style.address(origin, registry);
    }

    /** What {@code docker push} takes, without a tag. */
    public String repositoryUri(Origin origin, RepositoryId repository) {
        return registryAddress(origin, repository.registry()).host() + "/" + repository.name();
    }
}
