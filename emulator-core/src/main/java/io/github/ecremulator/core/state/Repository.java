package io.github.ecremulator.core.state;

import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.RepositoryId;
import java.time.Instant;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * A repository and everything in it.
 *
 * @param id where it is
 * @param generation tells it from an earlier repository of the same name
 * @param createdAt when it was created
 * @param settings what was set then and since
 * @param resourceTags the tags of the repository itself, sorted by key
 * @param images its images
 * @param layers the layers and configurations it has
 * @param nextSequence the sequence of the next image to be pushed
 */
public record Repository(
        RepositoryId id,
        String generation,
        Instant createdAt,
        RepositorySettings settings,
        TreePMap<String, String> resourceTags,
        ImageSet images,
        PMap<Digest, LayerLink> layers,
        long nextSequence) {

    static Repository empty(
            RepositoryId id,
            String generation,
            Instant createdAt,
            RepositorySettings settings,
            TreePMap<String, String> resourceTags) {
        return new Repository(
                id, generation, createdAt, settings, resourceTags, ImageSet.EMPTY, HashTreePMap.empty(), 1);
    }

    /** The link to a layer that the repository has. */
    public Optional<LayerLink> layer(Digest digest) {
        return Optional.ofNullable(layers.get(digest));
    }

    Repository with(RepositorySettings newSettings) {
        return copy(newSettings, resourceTags, images, layers, nextSequence);
    }

    Repository withResourceTags(TreePMap<String, String> newTags) {
        return copy(settings, newTags, images, layers, nextSequence);
    }

    Repository with(ImageSet newImages) {
        return copy(settings, resourceTags, newImages, layers, nextSequence);
    }

    Repository withLayer(Digest digest, LayerLink link) {
        return copy(settings, resourceTags, images, layers.plus(digest, link), nextSequence);
    }

    Repository withoutLayer(Digest digest) {
        return copy(settings, resourceTags, images, layers.minus(digest), nextSequence);
    }

    Repository plus(Image image) {
        return copy(settings, resourceTags, images.plus(image.at(nextSequence)), layers, nextSequence + 1);
    }

    private Repository copy(
            RepositorySettings newSettings,
            TreePMap<String, String> newTags,
            ImageSet newImages,
            PMap<Digest, LayerLink> newLayers,
            long newSequence) {
        return new Repository(id, generation, createdAt, newSettings, newTags, newImages, newLayers, newSequence);
    }
}
