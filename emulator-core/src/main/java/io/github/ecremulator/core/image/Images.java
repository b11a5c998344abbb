package io.github.ecremulator.core.image;

import io.github.ecremulator.core.blob.SharedBlobs.Hold;
import io.github.ecremulator.core.commit.Commits;
import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.identity.Caller;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.ImageId;
import io.github.ecremulator.core.model.ImageTag;
import io.github.ecremulator.core.model.Page;
import io.github.ecremulator.core.model.PageRequest;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.model.TagStatus;
import io.github.ecremulator.core.policy.Access;
import io.github.ecremulator.core.policy.Gate;
import io.github.ecremulator.core.state.Change;
import io.github.ecremulator.core.state.Image;
import io.github.ecremulator.core.state.ImageStatus;
import io.github.ecremulator.core.state.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Images of repositories. Both doors end here: what docker pushes is what the API lists. Safe for use by many threads.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_Operations.html">Amazon ECR, actions</a>
 */
public final class Images {

    private final Gate gate;
    private final Commits commits;
    private final Manifests manifests;

    /** Images behind a gate. */
    public Images(Gate gate, Commits commits, Manifests manifests) {
        this.gate = gate;
        this.commits = commits;
        this.manifests = manifests;
    }

    /**
     * A manifest on its way into a repository.
     *
     * @param bytes the manifest, kept as it is
     * @param mediaType the type that came beside it, if any
     * @param tag the tag it shall have, if any
     * @param digest the digest it must have, if one was given
     */
    public record Push(
            byte[] bytes,
            @Nullable String mediaType,
            @Nullable ImageTag tag,
            @Nullable String digest) {}

    /**
     * Puts an image, as PutImage does.
     *
     * @return the image, under the tag
     * @throws EcrException when the manifest is refused, names what is not there, or is there already
     */
    public TaggedImage put(Caller caller, RepositoryId id, Push push) {
        return put(caller, id, push, false);
    }

    /**
     * Pushes an image, as docker does: what is there already, under that tag, is there.
     *
     * @return the image, under the tag
     * @throws EcrException when the manifest is refused or names what is not there, or the tag is immutable
     */
    public TaggedImage push(Caller caller, RepositoryId id, Push push) {
        return put(caller, id, push, true);
    }

    private TaggedImage put(Caller caller, RepositoryId id, Push push, boolean mayExist) {
        gate.read(caller, "ecr:PutImage", id, Repository::id);
        Manifest manifest = ManifestParser.parse(push.bytes(), push.mediaType());
        if (push.digest() != null && !push.digest().equals(manifest.digest().value())) {
            throw new EcrException(new EcrError.ImageDigestDoesNotMatch(id, push.digest()));
        }
        long size = push.bytes().length;
        try (Hold hold = manifests.keep(manifest.content(), push.bytes())) {
            return gate.write(caller, Access.to("ecr:PutImage", id), transaction -> new ImagePush(
                            transaction, id, manifest, size, push.tag(), mayExist)
                    .run());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An image and the bytes of its manifest. */
    public record Pulled(TaggedImage image, byte[] manifest) {}

    /**
     * Gets images with their manifests, which counts as pulling them. An image asked for by digest comes once for each
     * of its tags.
     */
    public BatchResult<Pulled> get(Caller caller, RepositoryId id, List<ImageId> ids) {
        BatchResult<TaggedImage> result = gate.read(caller, "ecr:BatchGetImage", id, repository -> {
            List<TaggedImage> found = new ArrayList<>();
            List<ImageFailure> failures = new ArrayList<>();
            for (ImageId each : ids) {
                Lookup lookup = Lookup.of(repository.images(), each);
                lookup.found().ifPresent(image -> found.addAll(underEachTag(image)));
                lookup.failure().ifPresent(failures::add);
            }
            return new BatchResult<>(found, failures);
        });
        Map<Digest, Optional<byte[]>> bytes = new HashMap<>();
        List<Pulled> pulled = new ArrayList<>();
        List<ImageFailure> failures = new ArrayList<>(result.failures());
        for (TaggedImage image : result.done()) {
            bytes.computeIfAbsent(image.image().digest(), digest -> manifests.bytes(image.image()))
                    .ifPresentOrElse(
                            manifest -> pulled.add(new Pulled(image, manifest)),
                            () -> failures.add(ImageFailure.of(
                                    ImageId.of(image.image().digest(), image.tag()), ImageFailure.Kind.NOT_FOUND)));
        }
        recordPull(id, pulled.stream().map(Pulled::image).toList());
        return new BatchResult<>(pulled, failures);
    }

    /**
     * An image by a single reference, without pulling it.
     *
     * @throws EcrException {@link EcrError.ImageNotFound}
     */
    public Image find(Caller caller, RepositoryId id, ImageId image) {
        return gate.read(caller, "ecr:BatchGetImage", id, repository -> require(repository, image));
    }

    /**
     * Pulls an image by a single reference.
     *
     * @throws EcrException {@link EcrError.ImageNotFound}
     */
    public Pulled pull(Caller caller, RepositoryId id, ImageId reference) {
        Image image = find(caller, id, reference);
        byte[] bytes =
                manifests.bytes(image).orElseThrow(() -> new EcrException(new EcrError.ImageNotFound(id, reference)));
        TaggedImage pulled = new TaggedImage(image, reference.usableTag().orElse(null));
        recordPull(id, List.of(pulled));
        return new Pulled(pulled, bytes);
    }

    /** Deletes images and tags; a tag that is the last one takes its image with it. */
    public BatchResult<ImageId> delete(Caller caller, RepositoryId id, List<ImageId> ids) {
        return gate.write(
                caller, Access.to("ecr:BatchDeleteImage", id), transaction -> ImageDeletion.run(transaction, id, ids));
    }

    /**
     * Describes images by name, each once, in the order asked.
     *
     * @throws EcrException {@link EcrError.ImageNotFound} naming the first that does not exist
     */
    public List<Image> describe(Caller caller, RepositoryId id, List<ImageId> ids) {
        return gate.read(caller, "ecr:DescribeImages", id, repository -> {
            Map<Digest, Image> found = new LinkedHashMap<>();
            for (ImageId each : ids) {
                Image image = require(repository, each);
                found.putIfAbsent(image.digest(), image);
            }
            return List.copyOf(found.values());
        });
    }

    /**
     * Describes the images of a repository in the order in which they were first pushed.
     *
     * @param status only images of this status, or of any
     */
    public Page<Image> describe(
            Caller caller, RepositoryId id, TagStatus tags, Optional<ImageStatus> status, PageRequest page) {
        return gate.read(caller, "ecr:DescribeImages", id, repository -> {
            Iterator<Image> images =
                    repository.images().inPushOrder(tags, Cursor.of(page).sequence());
            List<Image> items = new ArrayList<>();
            while (images.hasNext()) {
                Image image = images.next();
                if (status.isPresent() && image.status() != status.get()) {
                    continue;
                }
                if (items.size() == page.limit()) {
                    return new Page<>(items, Optional.of(Cursor.at(image).text()));
                }
                items.add(image);
            }
            return Page.whole(items);
        });
    }

    /** Lists images, once for each tag, in the order in which they were first pushed and then by tag. */
    public Page<TaggedImage> list(
            Caller caller, RepositoryId id, TagStatus tags, Optional<ImageStatus> status, PageRequest page) {
        return gate.read(caller, "ecr:ListImages", id, repository -> {
            Cursor start = Cursor.of(page);
            Iterator<Image> images = repository.images().inPushOrder(tags, start.sequence());
            List<TaggedImage> items = new ArrayList<>();
            while (images.hasNext()) {
                Image image = images.next();
                if (status.isPresent() && image.status() != status.get()) {
                    continue;
                }
                for (TaggedImage entry : start.remaining(image)) {
                    if (items.size() == page.limit()) {
                        return new Page<>(items, Optional.of(Cursor.at(entry).text()));
                    }
                    items.add(entry);
                }
            }
            return Page.whole(items);
        });
    }

    /**
     * Lists the images whose subject is a digest; none when the digest is not there.
     *
     * @param artifactTypes only these types, or all when empty
     */
    public Page<Referrer> referrers(
            Caller caller,
            RepositoryId id,
            Digest subject,
            Set<String> artifactTypes,
            Optional<ImageStatus> status,
            PageRequest page) {
        Page<Image> found = gate.read(caller, "ecr:BatchGetImage", id, repository -> {
            Iterator<Image> images =
                    repository.images().referrers(subject, Cursor.of(page).sequence());
            List<Image> items = new ArrayList<>();
            while (images.hasNext()) {
                Image image = images.next();
                String type = image.artifactType();
                boolean wanted = (artifactTypes.isEmpty() || (type != null && artifactTypes.contains(type)))
                        && (status.isEmpty() || image.status() == status.get());
                if (wanted && items.size() == page.limit()) {
                    return new Page<>(items, Optional.of(Cursor.at(image).text()));
                }
                if (wanted) {
                    items.add(image);
                }
            }
            return Page.whole(items);
        });
        return found.map(image -> new Referrer(image, manifests.annotations(image)));
    }

    private void recordPull(RepositoryId id, Collection<TaggedImage> pulled) {
        if (pulled.isEmpty()) {
            return;
        }
        commits.write(transaction -> {
            if (transaction.state().repository(id).isPresent()) {
                pulled.stream()
                        .map(image -> image.image().digest())
                        .distinct()
                        .forEach(digest -> transaction.apply(new Change.ImagePulled(id, digest, transaction.now())));
            }
            return id;
        });
    }

    private static Image require(Repository repository, ImageId id) {
        return Lookup.of(repository.images(), id)
                .found()
                .map(TaggedImage::image)
                .orElseThrow(() -> new EcrException(new EcrError.ImageNotFound(repository.id(), id)));
    }

    private static List<TaggedImage> underEachTag(TaggedImage found) {
        if (found.tag() != null || found.image().tags().isEmpty()) {
            return List.of(found);
        }
        return found.image().tags().stream()
                .map(tag -> new TaggedImage(found.image(), tag))
                .toList();
    }
}
