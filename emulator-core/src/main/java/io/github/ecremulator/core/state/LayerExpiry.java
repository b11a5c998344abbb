package io.github.ecremulator.core.state;

import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.RepositoryId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * That a layer no image refers to leaves its repository at an instant.
 *
 * @param at when
 * @param repository where
 * @param generation of the repository, so that a later one of the same name is not touched
 * @param layer which
 */
public record LayerExpiry(Instant at, RepositoryId repository, String generation, Digest layer)
        implements Comparable<LayerExpiry> {

    /** How long a layer that nothing refers to stays. */
    public static final Duration GRACE = Duration.ofHours(24);

    private static final Comparator<LayerExpiry> ORDER = Comparator.comparing(LayerExpiry::at)
            .thenComparing(LayerExpiry::layer)
            .thenComparing(LayerExpiry::generation)
            .thenComparing(LayerExpiry::repository);

    static LayerExpiry of(Repository repository, Digest layer, Instant unusedSince) {
        return new LayerExpiry(unusedSince.plus(GRACE), repository.id(), repository.generation(), layer);
    }

    @Override
    public int compareTo(LayerExpiry other) {
        return ORDER.compare(this, other);
    }
}
