package io.github.ecremulator.core.blob;

import io.github.ecremulator.core.blob.LayerAvailability.Form;
import io.github.ecremulator.core.blob.SharedBlobs.Hold;
import io.github.ecremulator.core.commit.Commits;
import io.github.ecremulator.core.commit.Transaction;
import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.identity.Caller;
import io.github.ecremulator.core.identity.Identifiers;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.policy.Access;
import io.github.ecremulator.core.policy.Gate;
import io.github.ecremulator.core.state.Change;
import io.github.ecremulator.core.state.LayerExpiry;
import io.github.ecremulator.core.state.LayerLink;
import io.github.ecremulator.core.state.Repository;
import io.github.ecremulator.core.store.BlobReader;
import io.github.ecremulator.core.time.DueWork;
import io.github.ecremulator.core.time.EmulatorClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Layers and configurations of repositories: uploading them in parts, asking for them, reading them. Both doors end
 * here. Safe for use by many threads; parts of one upload that come at once wait for each other.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_InitiateLayerUpload.html">InitiateLayerUpload
 *     and its companions</a>
 */
public final class Layers implements DueWork {

    private final Gate gate;
    private final Commits commits;
    private final SharedBlobs blobs;
    private final Uploads uploads;
    private final Identifiers identifiers;
    private final EmulatorClock clock;

    /** Layers behind a gate, with their bytes in shared blobs. */
    public Layers(
            Gate gate,
            Commits commits,
            SharedBlobs blobs,
            Uploads uploads,
            Identifiers identifiers,
            EmulatorClock clock) {
        this.gate = gate;
        this.commits = commits;
        this.blobs = blobs;
        this.uploads = uploads;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * Opens an upload.
     *
     * @return its id, a lower-case UUID
     */
    public String initiateUpload(Caller caller, RepositoryId repository) {
        String generation = gate.read(caller, "ecr:InitiateLayerUpload", repository, Repository::generation);
        try {
            Upload upload = new Upload(
                    identifiers.uuid(), repository, generation, blobs.store().begin(), clock.now());
            uploads.add(upload);
            requireSameRepository(upload);
            return upload.id();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Appends a part to an upload.
     *
     * @param firstByte where the part begins, when the sender says so
     * @param length how long it is, when the sender says so
     * @return how many bytes the upload now has
     * @throws IOException when the part breaks off; the upload is then gone
     * @throws EcrException when the part does not fit; the upload stays usable if the part was only out of order
     */
    public long uploadPart(
            Caller caller,
            RepositoryId repository,
            String uploadId,
            InputStream part,
            OptionalLong firstByte,
            OptionalLong length)
            throws IOException {
        gate.read(caller, "ecr:UploadLayerPart", repository, Repository::id);
        Upload upload = uploads.require(repository, uploadId);
        synchronized (upload) {
            requireOpen(upload);
            append(upload, part, firstByte, length);
            return upload.size();
        }
    }

    /** How many bytes an upload has. */
    public long uploadedBytes(Caller caller, RepositoryId repository, String uploadId) {
        gate.read(caller, "ecr:UploadLayerPart", repository, Repository::id);
        return uploads.require(repository, uploadId).size();
    }

    /** Gives an upload up. */
    public void cancelUpload(Caller caller, RepositoryId repository, String uploadId) {
        gate.read(caller, "ecr:InitiateLayerUpload", repository, Repository::id);
        Upload upload = uploads.require(repository, uploadId);
        uploads.remove(upload);
        upload.end();
    }

    /**
     * Appends a last part, which may be empty, and completes the upload. When this fails for any reason but a part out
     * of order, the upload is gone.
     *
     * @param digests what the layer should be; one of them must be right
     * @return the digest that was right
     */
    public Digest completeUpload(
            Caller caller,
            RepositoryId repository,
            String uploadId,
            InputStream lastPart,
            OptionalLong firstByte,
            OptionalLong length,
            List<String> digests)
            throws IOException {
        gate.read(caller, "ecr:CompleteLayerUpload", repository, Repository::id);
        Upload upload = uploads.require(repository, uploadId);
        synchronized (upload) {
            requireOpen(upload);
            boolean outOfOrder = false;
            try {
                append(upload, lastPart, firstByte, length);
                return complete(caller, upload, digests);
            } catch (EcrException e) {
                outOfOrder = e.error() instanceof EcrError.PartOutOfOrder;
                throw e;
            } finally {
                if (!outOfOrder) {
                    uploads.remove(upload);
                    upload.end();
                }
            }
        }
    }

    /** What a repository knows of layers, in the order asked. */
    public List<LayerAvailability> checkAvailability(Caller caller, RepositoryId id, List<String> digests) {
        return gate.read(caller, "ecr:BatchCheckLayerAvailability", id, repository -> digests.stream()
                .map(digest -> availability(repository, digest))
                .toList());
    }

    /** A layer, if the repository has it, without opening it. */
    public Optional<LayerLink> find(Caller caller, RepositoryId id, String digest) {
        return checkAvailability(caller, id, List.of(digest)).get(0).link();
    }

    /**
     * Makes sure that a layer may be downloaded by URL.
     *
     * @throws EcrException {@link EcrError.LayerNotFound} or, when no image refers to it, {@link
     *     EcrError.LayerInaccessible}
     */
    public void requireDownloadable(Caller caller, RepositoryId id, String digest) {
        gate.read(caller, "ecr:GetDownloadUrlForLayer", id, repository -> {
            LayerLink link = require(repository, digest);
            if (!link.isReferenced()) {
                throw new EcrException(new EcrError.LayerInaccessible(id, new Digest(digest)));
            }
            return link;
        });
    }

    /**
     * Opens a layer for reading; the caller closes it.
     *
     * @throws EcrException {@link EcrError.LayerNotFound} when the repository does not have it
     */
    public BlobReader open(Caller caller, RepositoryId id, String digest) {
        gate.read(caller, "ecr:GetDownloadUrlForLayer", id, repository -> require(repository, digest));
        return openBlob(id, new Digest(digest));
    }

    /** Opens a layer of a repository on behalf of whoever holds a URL that this emulator signed. */
    public Optional<BlobReader> openSigned(RepositoryId id, Digest digest) {
        return commits.current()
                .repository(id)
                .flatMap(repository -> repository.layer(digest))
                .map(link -> openBlob(id, digest));
    }

    @Override
    public Optional<Instant> nextDue() {
        return commits.current().nextDue();
    }

    @Override
    public void runDue(Instant now) {
        commits.write(transaction -> {
            for (LayerExpiry expiry : transaction.state().due(now)) {
                transaction.apply(new Change.LayerExpired(expiry.repository(), expiry.layer()));
            }
            return now;
        });
    }

    private BlobReader openBlob(RepositoryId id, Digest digest) {
        try {
            return blobs.store()
                    .open(digest)
                    .orElseThrow(() -> new EcrException(new EcrError.LayerNotFound(id, digest.value())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void append(Upload upload, InputStream part, OptionalLong firstByte, OptionalLong length)
            throws IOException {
        try {
            upload.append(part, firstByte, length);
        } finally {
            if (upload.hasEnded()) {
                uploads.remove(upload);
            }
        }
    }

    private Digest complete(Caller caller, Upload upload, List<String> digests) throws IOException {
        RepositoryId repository = upload.repository();
        if (upload.size() == 0) {
            throw new EcrException(new EcrError.EmptyUpload(repository, upload.id()));
        }
        if (upload.hasTooSmallPart()) {
            throw new EcrException(new EcrError.LayerPartTooSmall());
        }
        Digest digest = matching(upload, digests);
        long size = upload.size();
        if (upload.hasEnded()) {
            throw Uploads.unknown(repository, upload.id());
        }
        try (Hold hold = blobs.publish(upload.writer(), digest)) {
            boolean linked = gate.write(
                    caller,
                    Access.to("ecr:CompleteLayerUpload", repository),
                    transaction -> link(transaction, upload, digest, size));
            if (!linked) {
                throw new EcrException(new EcrError.LayerAlreadyExists(repository, digest));
            }
            return digest;
        }
    }

    /** @return false when the repository had the layer, which then starts its time without use anew */
    private boolean link(Transaction transaction, Upload upload, Digest digest, long size) {
        RepositoryId id = upload.repository();
        Repository repository = transaction.repository(id);
        if (!repository.generation().equals(upload.generation()) || !uploads.contains(upload)) {
            throw Uploads.unknown(id, upload.id());
        }
        Optional<LayerLink> existing = repository.layer(digest);
        if (existing.isEmpty()) {
            transaction.apply(new Change.LayerLinked(id, digest, size, transaction.now()));
        } else if (!existing.get().isReferenced()) {
            transaction.apply(new Change.LayerPushedAgain(id, digest, transaction.now()));
        }
        return existing.isEmpty();
    }

    /** The repository may have been deleted, or the emulator reset, since it was looked up. */
    private void requireSameRepository(Upload upload) {
        boolean same = commits.current()
                .repository(upload.repository())
                .filter(repository -> repository.generation().equals(upload.generation()))
                .isPresent();
        if (!same) {
            uploads.remove(upload);
            upload.end();
            throw new EcrException(new EcrError.RepositoryNotFound(upload.repository()));
        }
    }

    private static Digest matching(Upload upload, List<String> digests) throws IOException {
        Digest sha256 = upload.sha256();
        if (digests.contains(sha256.value())) {
            return sha256;
        }
        Optional<Digest> sha512 = digests.stream()
                .filter(Digest::isSupported)
                .map(Digest::new)
                .filter(digest -> digest.algorithm().equals("sha512"))
                .findFirst();
        if (sha512.isPresent() && upload.digest("sha512").equals(sha512.get())) {
            return sha512.get();
        }
        throw new EcrException(new EcrError.LayerDigestMismatch(upload.repository(), upload.id()));
    }

    private static void requireOpen(Upload upload) {
        if (upload.hasEnded()) {
            throw Uploads.unknown(upload.repository(), upload.id());
        }
    }

    private static LayerLink require(Repository repository, String digest) {
        Optional<LayerLink> link = Digest.isSupported(digest) ? repository.layer(new Digest(digest)) : Optional.empty();
        return link.orElseThrow(() -> new EcrException(new EcrError.LayerNotFound(repository.id(), digest)));
    }

    private static LayerAvailability availability(Repository repository, String digest) {
        if (digest.isEmpty()) {
            return new LayerAvailability(digest, Form.MISSING, Optional.empty());
        }
        if (!Digest.isWellFormed(digest)) {
            return new LayerAvailability(digest, Form.MALFORMED, Optional.empty());
        }
        Optional<LayerLink> link = Digest.isSupported(digest) ? repository.layer(new Digest(digest)) : Optional.empty();
        return new LayerAvailability(digest, Form.WELL_FORMED, link);
    }
}
