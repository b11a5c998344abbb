package io.github.ecremulator.core.blob;

import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.store.BlobReader;
import io.github.ecremulator.core.store.BlobWriter;
import io.github.ecremulator.core.store.StoreFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Bytes of a layer on their way into a repository. Parts come one after the other; the sha256 is computed while they
 * pass. Not safe for use by several threads at once: whoever uses an upload holds its monitor.
 */
final class Upload {

    /** All parts but the last have at least this many bytes. */
    static final long MIN_PART = 5L << 20;

    /**
     * How many parts an upload takes.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html">Amazon ECR service
     *     quotas</a>
     */
    static final int MAX_PARTS = 4_200;

    /** The longest layer, in bytes. */
    static final long MAX_SIZE = 52_000L << 20;

    private static final int BUFFER = 256 << 10;

    private final String id;
    private final RepositoryId repository;
    private final String generation;
    private final BlobWriter writer;
    private final MessageDigest sha256 = Digest.newHash("sha256");
    private long lastPart = MIN_PART;
    private int parts;
    private boolean tooSmallPart;
    private volatile boolean ended;
    private Instant lastActivity;

    Upload(String id, RepositoryId repository, String generation, BlobWriter writer, Instant now) {
        this.id = id;
        this.repository = repository;
        this.generation = generation;
        this.writer = writer;
        this.lastActivity = now;
    }

    String id() {
        return id;
    }

    RepositoryId repository() {
        return repository;
    }

    String generation() {
        return generation;
    }

    long size() {
        return writer.size();
    }

    BlobWriter writer() {
        return writer;
    }

    Instant lastActivity() {
        return lastActivity;
    }

    void touch(Instant now) {
        lastActivity = now;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Ends the upload; its bytes are gone unless they were published. */
    void end() {
        ended = true;
        writer.close();
    }

    /**
     * Appends a part. When it breaks off, or has another length than announced, the upload ends; when it is refused
     * beforehand, nothing happens.
     *
     * @param firstByte where the sender believes the part begins, when it says so
     * @param length how long the sender says the part is, when it says so
     */
    void append(InputStream part, OptionalLong firstByte, OptionalLong length) throws IOException {
        long start = size();
        if (firstByte.isPresent() && firstByte.getAsLong() != start) {
            throw new EcrException(new EcrError.PartOutOfOrder(repository, id, firstByte.getAsLong(), start));
        }
        if (length.orElse(0) > 0) {
            requireAnotherPart();
        }
        boolean whole = false;
        try {
            copy(part, length);
            long received = size() - start;
            if (length.isPresent() && received != length.getAsLong()) {
                throw new EcrException(
                        new EcrError.PartLengthMismatch(repository, id, received, length.getAsLong(), start));
            }
            whole = true;
            count(received);
        } finally {
            if (!whole) {
                end();
            }
        }
    }

    private void copy(InputStream part, OptionalLong length) throws IOException {
        byte[] buffer = new byte[(int) Math.max(1, Math.min(length.orElse(BUFFER), BUFFER))];
        for (int read = part.read(buffer); read >= 0; read = part.read(buffer)) {
            if (size() + read > MAX_SIZE) {
                throw new EcrException(new EcrError.LimitExceeded(
                        "bytes per layer", MAX_SIZE, repository.registry().account()));
            }
            sha256.update(buffer, 0, read);
            requireAnotherPart();
            store(buffer, read);
        }
    }

    private void requireAnotherPart() {
        if (parts == MAX_PARTS) {
            throw new EcrException(new EcrError.LimitExceeded(
                    "parts per layer", MAX_PARTS, repository.registry().account()));
        }
    }

    private void store(byte[] buffer, int length) {
        try {
            writer.write(buffer, 0, length);
        } catch (IOException e) {
            if (ended) {
                throw Uploads.unknown(repository, id);
            }
            throw new StoreFailure(e);
        }
    }

    private void count(long received) {
        if (received > 0) {
            tooSmallPart |= lastPart < MIN_PART;
            lastPart = received;
            parts++;
        }
    }

    /** Whether a part that was not the last is below the minimum. */
    boolean hasTooSmallPart() {
        return tooSmallPart;
    }

    /** The sha256 of all bytes; no part can be appended afterwards. */
    Digest sha256() {
        return Digest.ofHash("sha256", sha256.digest());
    }

    /** The digest by another algorithm, by reading the bytes once more. */
    Digest digest(String algorithm) throws IOException {
        MessageDigest hash = Digest.newHash(algorithm);
        try (BlobReader reader = writer.read()) {
            for (long position = 0; position < reader.size(); ) {
                ByteBuffer slice = reader.slice(position, 1 << 20);
                position += slice.remaining();
                hash.update(slice);
            }
        }
        return Digest.ofHash(algorithm, hash.digest());
    }
}
