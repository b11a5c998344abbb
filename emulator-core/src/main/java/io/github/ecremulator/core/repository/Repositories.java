package io.github.ecremulator.core.repository;

import io.github.ecremulator.core.blob.Uploads;
import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.identity.Caller;
import io.github.ecremulator.core.identity.Identifiers;
import io.github.ecremulator.core.model.Page;
import io.github.ecremulator.core.model.PageRequest;
import io.github.ecremulator.core.model.RegistryId;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.model.RepositoryName;
import io.github.ecremulator.core.policy.Access;
import io.github.ecremulator.core.policy.Gate;
import io.github.ecremulator.core.state.Change;
import io.github.ecremulator.core.state.EmulatorState;
import io.github.ecremulator.core.state.Repository;
import io.github.ecremulator.core.state.RepositorySettings;
import io.github.ecremulator.core.state.TagMutability;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The repositories of all registries. Safe for use by many threads.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_Operations.html">Amazon ECR, actions</a>
 */
public final class Repositories {

    /** Repositories per registry. */
    static final int MAX_REPOSITORIES = 100_000;

    private final Gate gate;
    private final Uploads uploads;
    private final Identifiers identifiers;

    /** Repositories behind a gate. */
    public Repositories(Gate gate, Uploads uploads, Identifiers identifiers) {
        this.gate = gate;
        this.uploads = uploads;
        this.identifiers = identifiers;
    }

    /**
     * Creates an empty repository.
     *
     * @throws EcrException {@link EcrError.RepositoryAlreadyExists}, or because of its tags
     */
    public Repository create(
            Caller caller, RepositoryId id, RepositorySettings settings, Map<String, String> resourceTags) {
        return gate.write(caller, Access.to("ecr:CreateRepository", id), transaction -> {
            ResourceTags.validate(resourceTags);
            EmulatorState state = transaction.state();
            if (state.repository(id).isPresent()) {
                throw new EcrException(new EcrError.RepositoryAlreadyExists(id));
            }
            if (state.repositoryCount(id.registry()) >= MAX_REPOSITORIES) {
                throw new EcrException(new EcrError.LimitExceeded(
                        "repositories", MAX_REPOSITORIES, id.registry().account()));
            }
            transaction.apply(
                    new Change.RepositoryCreated(id, identifiers.uuid(), transaction.now(), settings, resourceTags));
            return transaction.repository(id);
        });
    }

    /**
     * Deletes a repository.
     *
     * @param force whether its images go with it
     * @return the repository as it was
     * @throws EcrException {@link EcrError.RepositoryNotEmpty} when it has images and force is not used
     */
    public Repository delete(Caller caller, RepositoryId id, boolean force) {
        Repository deleted = gate.write(caller, Access.to("ecr:DeleteRepository", id), transaction -> {
            Repository repository = transaction.repository(id);
            if (!force && repository.images().size() > 0) {
                throw new EcrException(new EcrError.RepositoryNotEmpty(id));
            }
            transaction.apply(new Change.RepositoryDeleted(id, transaction.now()));
            return repository;
        });
        uploads.clear(id);
        return deleted;
    }

    /** Describes the named repositories, in the order asked; all must exist. */
    public List<Repository> describe(Caller caller, RegistryId registry, Collection<RepositoryName> names) {
        List<Repository> found = new ArrayList<>();
        for (RepositoryName name : names) {
            found.add(gate.read(
                    caller, "ecr:DescribeRepositories", new RepositoryId(registry, name), repository -> repository));
        }
        return found;
    }

    /** Describes the repositories of a registry by name. */
    public Page<Repository> describe(Caller caller, RegistryId registry, PageRequest page) {
        Optional<RepositoryName> after = page.after().map(Repositories::cursor);
        return gate.read(caller, Access.toRepositories("ecr:DescribeRepositories", registry), state -> {
            Iterator<Repository> repositories = state.repositories(registry, after);
            List<Repository> items = new ArrayList<>();
            while (repositories.hasNext() && items.size() < page.limit()) {
                items.add(repositories.next());
            }
            boolean more = repositories.hasNext() && !items.isEmpty();
            return new Page<>(
                    items,
                    more ? Optional.of(items.get(items.size() - 1).id().name().value()) : Optional.empty());
        });
    }

    /** Sets the rule for moving tags; tags that exist stay as they are. */
    public Repository putTagMutability(Caller caller, RepositoryId id, TagMutability mutability) {
        return gate.write(caller, Access.to("ecr:PutImageTagMutability", id), transaction -> {
            transaction.repository(id);
            transaction.apply(new Change.TagMutabilityChanged(id, mutability));
            return transaction.repository(id);
        });
    }

    /** Adds resource tags, overwriting those with the same key. */
    public void tag(Caller caller, RepositoryId id, Map<String, String> added) {
        gate.write(caller, Access.to("ecr:TagResource", id), transaction -> {
            Map<String, String> tags = new TreeMap<>(transaction.repository(id).resourceTags());
            ResourceTags.validate(added);
            tags.putAll(added);
            ResourceTags.requireRoom(tags);
            transaction.apply(new Change.ResourceTagsChanged(id, tags));
            return id;
        });
    }

    /** Removes resource tags; keys that are not there do not matter. */
    public void untag(Caller caller, RepositoryId id, Collection<String> keys) {
        gate.write(caller, Access.to("ecr:UntagResource", id), transaction -> {
            Map<String, String> tags = new TreeMap<>(transaction.repository(id).resourceTags());
            tags.keySet().removeAll(keys);
            transaction.apply(new Change.ResourceTagsChanged(id, tags));
            return id;
        });
    }

    /** The resource tags of a repository, by key. */
    public Map<String, String> resourceTags(Caller caller, RepositoryId id) {
        return gate.read(caller, "ecr:ListTagsForResource", id, Repository::resourceTags);
    }

    private static RepositoryName cursor(String text) {
        if (!RepositoryName.isValid(text)) {
            throw new EcrException(new EcrError.InvalidPageToken());
        }
        return new RepositoryName(text);
    }
}
