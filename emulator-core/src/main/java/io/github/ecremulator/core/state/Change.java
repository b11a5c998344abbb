package io.github.ecremulator.core.state;

import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.ImageTag;
import io.github.ecremulator.core.model.RepositoryId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * Something that happened to a repository. The state is what all changes so far make of an empty one, so that whatever
 * keeps the changes can bring the state back, and whatever watches them misses nothing.
 */
public sealed interface Change {

    /** Where it happened. */
    RepositoryId repository();

    /** The state after it happened. */
    EmulatorState applyTo(EmulatorState state);

    /** The blobs that a repository no longer links because of it, seen from the state before. */
    default Collection<Digest> unlinked(EmulatorState before) {
        return List.of();
    }

    /** A repository came to be. */
    record RepositoryCreated(
            RepositoryId repository,
            String generation,
            Instant at,
            RepositorySettings settings,
            Map<String, String> resourceTags)
            implements Change {

        @Override
        public EmulatorState applyTo(EmulatorState state) {
            return state.with(Repository.empty(repository, generation, at, settings, TreePMap.from(resourceTags)));
        }
    }

    /** A repository is gone, with its images. */
    record RepositoryDeleted(RepositoryId repository, Instant at) implements Change {

        @Override
        public EmulatorState applyTo(EmulatorState state) {
            Repository gone = state.repository(repository).orElseThrow();
            EmulatorState after = state.without(repository);
            for (Map.Entry<Digest, LayerLink> layer : gone.layers().entrySet()) {
                after = after.release(layer.getKey());
                if (!layer.getValue().isReferenced()) {
                    after = after.unschedule(LayerExpiry.of(
                            gone, layer.getKey(), layer.getValue().unusedSince()));
                }
            }
            for (Image image : gone.images().all()) {
                after = after.release(image.content());
            }
            return after;
        }

        @Override
        public Collection<Digest> unlinked(EmulatorState before) {
            Repository gone = before.repository(repository).orElseThrow();
            List<Digest> blobs = new ArrayList<>(gone.layers().keySet());
            gone.images().all().forEach(image -> blobs.add(image.content()));
            return blobs;
        }
    }

    /** Another rule for moving tags. */
    record TagMutabilityChanged(RepositoryId repository, TagMutability mutability) implements Change {

        @Override
        public EmulatorState applyTo(EmulatorState state) {
            return state.update(repository, it -> it.with(it.settings().with(mutability)));
        }
    }

    /** Other tags on the repository itself. */
    record ResourceTagsChanged(RepositoryId repository, Map<String, String> resourceTags) implements Change {

        @Override
        public EmulatorState applyTo(EmulatorState state) {
            return state.update(repository, it -> it.withResourceTags(TreePMap.from(resourceTags)));
        }
    }

    /** A repository has a layer more. */
    record LayerLinked(RepositoryId repository, Digest layer, long size, Instant at) implements Change {

        @Override
        public EmulatorState applyTo(EmulatorState state) {
            Repository linked =
                    state.repository(repository).orElseThrow().withLayer(layer, new LayerLink(size, null, 0, at));
            return state.with(linked).use(layer).schedule(LayerExpiry.of(linked, layer, at));
        }
    }

    /** A layer that no image refers to was pushed once more, so that its time without use starts anew. */
    record LayerPushedAgain(RepositoryId repository, Digest layer, Instant at) implements Change {

        @Override
        public EmulatorState applyTo(EmulatorState state) {
            Repository before = state.repository(repository).orElseThrow();
            LayerLink link = before.layer(layer).orElseThrow();
            return state.with(before.withLayer(layer, link.unusedSince(at)))
                    .unschedule(LayerExpiry.of(before, layer, link.unusedSince()))
                    .schedule(LayerExpiry.of(before, layer, at));
        }
    }

    /** A layer that no image refers to has left its repository. */
    record LayerExpired(RepositoryId repository, Digest layer) implements Change {

        @Override
        public EmulatorState applyTo(EmulatorState state) {
            Repository before = state.repository(repository).orElseThrow();
            LayerLink link = before.layer(layer).orElseThrow();
            return state.with(before.withoutLayer(layer))
                    .release(layer)
                    .unschedule(LayerExpiry.of(before, layer, link.unusedSince()));
        }

        @Override
        public Collection<Digest> unlinked(EmulatorState before) {
            return List.of(layer);
        }
    }

    /** An image came that the repository did not have; its sequence is given when it is applied. */
    record ImagePushed(RepositoryId repository, Image image) implements Change {

        @Override
        public EmulatorState applyTo(EmulatorState state) {
            Repository pushed = state.repository(repository).orElseThrow().plus(image);
            EmulatorState after = state;
            for (Image.LayerReference blob : image.blobs()) {
                LayerLink link = pushed.layer(blob.digest()).orElseThrow();
                if (!link.isReferenced()) {
                    after = after.unschedule(LayerExpiry.of(pushed, blob.digest(), link.unusedSince()));
                }
                pushed = pushed.withLayer(blob.digest(), link.referenced(blob.mediaType()));
            }
            return after.with(pushed).use(image.content());
        }
    }

    /** A tag points to an image; whichever image had it before has it no longer. */
    record TagMoved(
            RepositoryId repository,
            ImageTag tag,
            Digest image,
            @Nullable Digest from,
            Instant at) implements Change {

        @Override
        public EmulatorState applyTo(EmulatorState state) {
            return state.update(repository, it -> it.with(it.images().tag(image, tag)));
        }
    }

    /** A tag is gone, its image is not. */
    record TagRemoved(RepositoryId repository, ImageTag tag, Digest image, Instant at) implements Change {

        @Override
        public EmulatorState applyTo(EmulatorState state) {
            return state.update(repository, it -> it.with(it.images().untag(image, tag)));
        }
    }

    /** An image is gone, with its tags. */
    record ImageDeleted(RepositoryId repository, Image image, Instant at) implements Change {

        @Override
        public EmulatorState applyTo(EmulatorState state) {
            Repository before = state.repository(repository).orElseThrow();
            Repository left = before.with(before.images().minus(image));
            EmulatorState after = state;
            for (Image.LayerReference blob : image.blobs()) {
                LayerLink link = left.layer(blob.digest()).orElseThrow().released(at);
                left = left.withLayer(blob.digest(), link);
                if (!link.isReferenced()) {
                    after = after.schedule(LayerExpiry.of(left, blob.digest(), at));
                }
            }
            return after.with(left).release(image.content());
        }

        @Override
        public Collection<Digest> unlinked(EmulatorState before) {
            return List.of(image.content());
        }
    }

    /** Somebody pulled an image. */
    record ImagePulled(RepositoryId repository, Digest image, Instant at) implements Change {

        @Override
        public EmulatorState applyTo(EmulatorState state) {
            return state.update(repository, it -> it.images()
                    .get(image)
                    .map(found -> it.with(it.images().replace(found.pulledAt(at))))
                    .orElse(it));
        }
    }
}
