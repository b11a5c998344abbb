package io.github.ecremulator.core.state;

import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.ImageTag;
import io.github.ecremulator.core.model.TagStatus;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * The images of a repository with every index that a question needs, so that none is answered by looking at all of
 * them. A persistent value: adding an image shares all the rest.
 */
public final class ImageSet {

    /** No image. */
    public static final ImageSet EMPTY = new ImageSet(
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            TreePMap.empty(),
            TreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty());

    private final PMap<Digest, Image> byDigest;
    private final PMap<ImageTag, Digest> byTag;
    private final TreePMap<Long, Digest> tagged;
    private final TreePMap<Long, Digest> untagged;
    private final PMap<Digest, TreePMap<Long, Digest>> referrers;
    private final PMap<Digest, TreePSet<Digest>> indexes;

    private ImageSet(
            PMap<Digest, Image> byDigest,
            PMap<ImageTag, Digest> byTag,
            TreePMap<Long, Digest> tagged,
            TreePMap<Long, Digest> untagged,
            PMap<Digest, TreePMap<Long, Digest>> referrers,
            PMap<Digest, TreePSet<Digest>> indexes) {
        this.byDigest = byDigest;
        this.byTag = byTag;
        this.tagged = tagged;
        this.untagged = untagged;
        this.referrers = referrers;
        this.indexes = indexes;
    }

    /** How many images there are. */
    public int size() {
        return byDigest.size();
    }

    /** All images, in no order. */
    public Collection<Image> all() {
        return byDigest.values();
    }

    /** The image with a digest. */
    public Optional<Image> get(Digest digest) {
        return Optional.ofNullable(byDigest.get(digest));
    }

    /** The image that a tag points to. */
    public Optional<Image> get(ImageTag tag) {
        return Optional.ofNullable(byTag.get(tag)).map(byDigest::get);
    }

    /**
     * Images in the order of their first push.
     *
     * @param status which ones
     * @param from the lowest sequence wanted
     */
    public Iterator<Image> inPushOrder(TagStatus status, long from) {
        return new Merged(
                entries(tagged, status != TagStatus.UNTAGGED, from),
                entries(untagged, status != TagStatus.TAGGED, from));
    }

    /**
     * Images whose subject is a digest, in the order of their first push.
     *
     * @param from the lowest sequence wanted
     */
    public Iterator<Image> referrers(Digest subject, long from) {
        TreePMap<Long, Digest> found = referrers.getOrDefault(subject, TreePMap.empty());
        return found.tailMap(from, true).values().stream()
                .map(digest -> byDigest.get(digest))
                .iterator();
    }

    /** The indexes that list a manifest, sorted. */
    public Collection<Digest> indexesOf(Digest member) {
        return indexes.getOrDefault(member, TreePSet.empty());
    }

    /** One image more, without tags. */
    ImageSet plus(Image image) {
        PMap<Digest, TreePMap<Long, Digest>> newReferrers = referrers;
        if (image.subject() != null) {
            TreePMap<Long, Digest> others = referrers.getOrDefault(image.subject(), TreePMap.empty());
            newReferrers = referrers.plus(image.subject(), others.plus(image.sequence(), image.digest()));
        }
        PMap<Digest, TreePSet<Digest>> newIndexes = indexes;
        for (Digest member : image.members()) {
            TreePSet<Digest> others = newIndexes.getOrDefault(member, TreePSet.empty());
            newIndexes = newIndexes.plus(member, others.plus(image.digest()));
        }
        return new ImageSet(
                byDigest.plus(image.digest(), image),
                byTag,
                tagged,
                untagged.plus(image.sequence(), image.digest()),
                newReferrers,
                newIndexes);
    }

    /** One image less, together with its tags. */
    ImageSet minus(Image image) {
        PMap<Digest, TreePMap<Long, Digest>> newReferrers = referrers;
        if (image.subject() != null) {
            TreePMap<Long, Digest> left =
                    referrers.getOrDefault(image.subject(), TreePMap.empty()).minus(image.sequence());
            newReferrers = left.isEmpty() ? referrers.minus(image.subject()) : referrers.plus(image.subject(), left);
        }
        PMap<Digest, TreePSet<Digest>> newIndexes = indexes;
        for (Digest member : image.members()) {
            TreePSet<Digest> left =
                    newIndexes.getOrDefault(member, TreePSet.empty()).minus(image.digest());
            newIndexes = left.isEmpty() ? newIndexes.minus(member) : newIndexes.plus(member, left);
        }
        return new ImageSet(
                byDigest.minus(image.digest()),
                byTag.minusAll(image.tags()),
                tagged.minus(image.sequence()),
                untagged.minus(image.sequence()),
                newReferrers,
                newIndexes);
    }

    /** A tag on an image; whichever image had the tag before loses it. */
    ImageSet tag(Digest digest, ImageTag tag) {
        Digest holder = byTag.get(tag);
        ImageSet without = holder == null ? this : untag(holder, tag);
        Image image = without.require(digest).withTag(tag);
        return new ImageSet(
                without.byDigest.plus(digest, image),
                without.byTag.plus(tag, digest),
                without.tagged.plus(image.sequence(), digest),
                without.untagged.minus(image.sequence()),
                without.referrers,
                without.indexes);
    }

    /** A tag less. */
    ImageSet untag(Digest digest, ImageTag tag) {
        Image image = require(digest).withoutTag(tag);
        boolean last = image.tags().isEmpty();
        return new ImageSet(
                byDigest.plus(digest, image),
                byTag.minus(tag),
                last ? tagged.minus(image.sequence()) : tagged,
                last ? untagged.plus(image.sequence(), digest) : untagged,
                referrers,
                indexes);
    }

    /** The same images with one of them replaced by a newer value of itself. */
    ImageSet replace(Image image) {
        return new ImageSet(byDigest.plus(image.digest(), image), byTag, tagged, untagged, referrers, indexes);
    }

    private Image require(Digest digest) {
        Image image = byDigest.get(digest);
        if (image == null) {
            throw new IllegalStateException("no image " + digest);
        }
        return image;
    }

    private static Iterator<Map.Entry<Long, Digest>> entries(TreePMap<Long, Digest> index, boolean wanted, long from) {
        return wanted ? index.tailMap(from, true).entrySet().iterator() : Collections.emptyIterator();
    }

    /** Two ascending runs of sequences as one run of images. */
    private final class Merged implements Iterator<Image> {

        private final Iterator<Map.Entry<Long, Digest>> left;
        private final Iterator<Map.Entry<Long, Digest>> right;
        private Map.@Nullable Entry<Long, Digest> nextLeft;
        private Map.@Nullable Entry<Long, Digest> nextRight;

        Merged(Iterator<Map.Entry<Long, Digest>> left, Iterator<Map.Entry<Long, Digest>> right) {
            this.left = left;
            this.right = right;
            this.nextLeft = advance(left);
            this.nextRight = advance(right);
        }

        @Override
        public boolean hasNext() {
            return nextLeft != null || nextRight != null;
        }

        @Override
        public Image next() {
            Map.Entry<Long, Digest> candidate = nextLeft;
            if (candidate != null && (nextRight == null || candidate.getKey() < nextRight.getKey())) {
                nextLeft = advance(left);
            } else {
                candidate = nextRight;
                nextRight = advance(right);
            }
            if (candidate == null) {
                throw new NoSuchElementException();
            }
            return require(candidate.getValue());
        }

        private static Map.@Nullable Entry<Long, Digest> advance(Iterator<Map.Entry<Long, Digest>> run) {
            return run.hasNext() ? run.next() : null;
        }
    }
}
