package io.github.ecremulator.core.image;

import io.github.ecremulator.core.commit.Transaction;
import io.github.ecremulator.core.image.ImageFailure.Kind;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.ImageId;
import io.github.ecremulator.core.model.ImageTag;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.state.Change;
import io.github.ecremulator.core.state.Image;
import io.github.ecremulator.core.state.ImageSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Deletes a batch of images and tags. An index that is deleted in the same batch no longer protects its members, in
 * whatever order they were named; what was named twice is reported once.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchDeleteImage.html">BatchDeleteImage</a>
 */
final class ImageDeletion {

    private final Transaction transaction;
    private final RepositoryId repository;
    private final ImageSet before;
    private final List<ImageId> deleted = new ArrayList<>();
    private final Map<ImageId, ImageFailure> failures = new HashMap<>();

    private ImageDeletion(Transaction transaction, RepositoryId repository) {
        this.transaction = transaction;
        this.repository = repository;
        this.before = transaction.repository(repository).images();
    }

    static BatchResult<ImageId> run(Transaction transaction, RepositoryId repository, List<ImageId> ids) {
        ImageDeletion deletion = new ImageDeletion(transaction, repository);
        List<ImageId> pending = ids;
        List<ImageFailure> held = List.of();
        for (int left = Integer.MAX_VALUE; pending.size() < left && !pending.isEmpty(); ) {
            left = pending.size();
            held = new ArrayList<>();
            for (ImageId id : pending) {
                deletion.delete(id, held);
            }
            pending = held.stream().map(ImageFailure::image).toList();
        }
        held.forEach(failure -> deletion.failures.put(failure.image(), failure));
        List<ImageFailure> inOrder = ids.stream()
                .distinct()
                .map(deletion.failures::get)
                .filter(Objects::nonNull)
                .toList();
        return new BatchResult<>(deletion.deleted, inOrder);
    }

    private void delete(ImageId id, List<ImageFailure> held) {
        ImageSet images = transaction.repository(repository).images();
        Lookup lookup = Lookup.of(images, id);
        if (lookup.found().isEmpty()) {
            boolean goneInThisBatch = Lookup.of(before, id).found().isPresent();
            if (!goneInThisBatch) {
                lookup.failure().ifPresent(failure -> failures.put(id, failure));
            }
            return;
        }
        Image image = lookup.found().get().image();
        ImageTag tag = lookup.found().get().tag();
        if (tag != null && image.tags().size() > 1) {
            transaction.apply(new Change.TagRemoved(repository, tag, image.digest(), transaction.now()));
            deleted.add(ImageId.of(image.digest(), tag));
            return;
        }
        List<Digest> indexes = List.copyOf(images.indexesOf(image.digest()));
        if (!indexes.isEmpty()) {
            held.add(new ImageFailure(id, Kind.REFERENCED_BY_INDEX, indexes));
            return;
        }
        transaction.apply(new Change.ImageDeleted(repository, image, transaction.now()));
        if (image.tags().isEmpty()) {
            deleted.add(ImageId.ofDigest(image.digest()));
        }
        image.tags().forEach(each -> deleted.add(ImageId.of(image.digest(), each)));
    }
}
