package io.github.ecremulator.core.image;

import io.github.ecremulator.core.commit.Transaction;
import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.image.Manifest.Descriptor;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.ImageTag;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.state.Change;
import io.github.ecremulator.core.state.Image;
import io.github.ecremulator.core.state.Image.LayerReference;
import io.github.ecremulator.core.state.ImageStatus;
import io.github.ecremulator.core.state.LayerLink;
import io.github.ecremulator.core.state.Repository;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePSet;

/**
 * Puts a manifest into a repository: checks that the tag may point to it and that everything it names is there.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html">PutImage</a>
 */
final class ImagePush {

    /** Images per repository. */
    static final int MAX_IMAGES = 100_000;

    /** Tags per image. */
    static final int MAX_TAGS = 1_000;

    private final Transaction transaction;
    private final RepositoryId id;
    private final Manifest manifest;
    private final long manifestSize;
    private final @Nullable ImageTag tag;
    private final boolean mayExist;

    ImagePush(
            Transaction transaction,
            RepositoryId id,
            Manifest manifest,
            long manifestSize,
            @Nullable ImageTag tag,
            boolean mayExist) {
        this.transaction = transaction;
        this.id = id;
        this.manifest = manifest;
        this.manifestSize = manifestSize;
        this.tag = tag;
        this.mayExist = mayExist;
    }

    TaggedImage run() {
        Repository repository = transaction.repository(id);
        Optional<Image> holder =
                tag == null ? Optional.empty() : repository.images().get(tag);
        if (tag != null
                && holder.isPresent()
                && repository.settings().tagMutability().isImmutable(tag)) {
            throw new EcrException(new EcrError.ImageTagAlreadyExists(id, tag));
        }
        Optional<Image> existing = repository.images().get(manifest.digest());
        if (existing.isPresent() && (tag == null || existing.get().tags().contains(tag))) {
            if (mayExist) {
                return new TaggedImage(existing.get(), tag);
            }
            throw new EcrException(new EcrError.ImageAlreadyExists(id, manifest.digest(), tag));
        }
        if (existing.isEmpty()) {
            add(repository);
        } else if (existing.get().tags().size() >= MAX_TAGS) {
            throw new EcrException(new EcrError.LimitExceeded(
                    "tags per image", MAX_TAGS, id.registry().account()));
        }
        if (tag != null) {
            transaction.apply(new Change.TagMoved(
                    id, tag, manifest.digest(), holder.map(Image::digest).orElse(null), transaction.now()));
        }
        Image image = transaction.repository(id).images().get(manifest.digest()).orElseThrow();
        return new TaggedImage(image, tag);
    }

    private void add(Repository repository) {
        List<LayerReference> blobs = requiredBlobs();
        requireLayers(repository, blobs);
        requireMembers(repository);
        if (repository.images().size() >= MAX_IMAGES) {
            throw new EcrException(new EcrError.LimitExceeded(
                    "images per repository", MAX_IMAGES, id.registry().account()));
        }
        Image image = new Image(
                manifest.digest(),
                manifest.content(),
                0,
                manifest.mediaType(),
                manifestSize,
                manifest.effectiveArtifactType(),
                size(repository),
                transaction.now(),
                null,
                TreePSet.empty(),
                manifest.subject(),
                blobs,
                manifest.members().stream().map(Descriptor::digest).distinct().toList(),
                ImageStatus.ACTIVE);
        transaction.apply(new Change.ImagePushed(id, image));
    }

    private List<LayerReference> requiredBlobs() {
        Map<Digest, LayerReference> blobs = new LinkedHashMap<>();
        List<Descriptor> all = new ArrayList<>();
        if (manifest.config() != null) {
            all.add(manifest.config());
        }
        all.addAll(manifest.layers());
        for (Descriptor blob : all) {
            if (!blob.foreign()) {
                blobs.putIfAbsent(blob.digest(), new LayerReference(blob.digest(), blob.mediaType()));
            }
        }
        return List.copyOf(blobs.values());
    }

    private void requireLayers(Repository repository, List<LayerReference> blobs) {
        List<Digest> missing = blobs.stream()
                .map(LayerReference::digest)
                .filter(blob -> repository.layer(blob).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw new EcrException(new EcrError.LayersNotFound(id, missing));
        }
    }

    private void requireMembers(Repository repository) {
        List<Digest> missing = manifest.members().stream()
                .map(Descriptor::digest)
                .filter(member -> repository.images().get(member).isEmpty())
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            throw new EcrException(new EcrError.ReferencedImagesNotFound(id, missing));
        }
    }

    /** Configuration and layers as the manifest declares them; the largest member of an index. */
    private long size(Repository repository) {
        if (manifest.isIndex()) {
            return manifest.members().stream()
                    .flatMap(member -> repository.images().get(member.digest()).stream())
                    .mapToLong(Image::size)
                    .max()
                    .orElse(0);
        }
        long size = manifest.config() == null ? 0 : manifest.config().size();
        for (Descriptor layer : manifest.layers()) {
            long length = layer.size() >= 0
                    ? layer.size()
                    : repository.layer(layer.digest()).map(LayerLink::size).orElse(0L);
            if (length > Long.MAX_VALUE - size) {
                throw new EcrException(new EcrError.InvalidManifest(EcrError.InvalidManifest.Fault.UNREADABLE));
            }
            size += length;
        }
        return size;
    }
}
