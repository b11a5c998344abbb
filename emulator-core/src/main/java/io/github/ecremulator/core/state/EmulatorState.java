package io.github.ecremulator.core.state;

import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.RegistryId;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.model.RepositoryName;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * Everything an emulator knows, as one persistent value: all registries, the work that falls due, and how often each
 * blob is linked. Taking a snapshot is keeping a reference; a reset is replacing one.
 */
public final class EmulatorState {

    /** No repository in any registry. */
    public static final EmulatorState EMPTY =
            new EmulatorState(HashTreePMap.empty(), TreePSet.empty(), HashTreePMap.empty());

    private final PMap<RegistryId, TreePMap<RepositoryName, Repository>> registries;
    private final TreePSet<LayerExpiry> due;
    private final PMap<Digest, Integer> uses;

    private EmulatorState(
            PMap<RegistryId, TreePMap<RepositoryName, Repository>> registries,
            TreePSet<LayerExpiry> due,
            PMap<Digest, Integer> uses) {
        this.registries = registries;
        this.due = due;
        this.uses = uses;
    }

    /** A repository, if it exists. */
    public Optional<Repository> repository(RepositoryId id) {
        return Optional.ofNullable(repositories(id.registry()).get(id.name()));
    }

    /** How many repositories a registry has. */
    public int repositoryCount(RegistryId registry) {
        return repositories(registry).size();
    }

    /** The repositories of a registry whose names come after a name, or all, by name. */
    public Iterator<Repository> repositories(RegistryId registry, Optional<RepositoryName> after) {
        TreePMap<RepositoryName, Repository> all = repositories(registry);
        return after.map(name -> all.tailMap(name, false)).orElse(all).values().iterator();
    }

    /** Whether anything links a blob. */
    public boolean uses(Digest blob) {
        return uses.containsKey(blob);
    }

    /** Every blob that anything links. */
    public Set<Digest> usedBlobs() {
        return uses.keySet();
    }

    /** When the next piece of work falls due. */
    public Optional<Instant> nextDue() {
        return due.isEmpty() ? Optional.empty() : Optional.of(due.first().at());
    }

    /** The layers that expire at or before an instant. */
    public List<LayerExpiry> due(Instant now) {
        return due.stream().takeWhile(expiry -> !expiry.at().isAfter(now)).toList();
    }

    private TreePMap<RepositoryName, Repository> repositories(RegistryId registry) {
        return registries.getOrDefault(registry, TreePMap.empty());
    }

    EmulatorState with(Repository repository) {
        RegistryId registry = repository.id().registry();
        return new EmulatorState(
                registries.plus(
                        registry, repositories(registry).plus(repository.id().name(), repository)),
                due,
                uses);
    }

    EmulatorState without(RepositoryId id) {
        TreePMap<RepositoryName, Repository> left = repositories(id.registry()).minus(id.name());
        return new EmulatorState(
                left.isEmpty() ? registries.minus(id.registry()) : registries.plus(id.registry(), left), due, uses);
    }

    EmulatorState update(RepositoryId id, UnaryOperator<Repository> change) {
        return with(change.apply(repository(id).orElseThrow()));
    }

    EmulatorState schedule(LayerExpiry expiry) {
        return new EmulatorState(registries, due.plus(expiry), uses);
    }

    EmulatorState unschedule(LayerExpiry expiry) {
        return new EmulatorState(registries, due.minus(expiry), uses);
    }

    EmulatorState use(Digest blob) {
        return new EmulatorState(registries, due, uses.plus(blob, uses.getOrDefault(blob, 0) + 1));
    }

    EmulatorState release(Digest blob) {
        int left = uses.getOrDefault(blob, 0) - 1;
        return new EmulatorState(registries, due, left > 0 ? uses.plus(blob, left) : uses.minus(blob));
    }
}
