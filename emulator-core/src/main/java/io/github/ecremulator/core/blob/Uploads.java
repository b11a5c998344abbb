package io.github.ecremulator.core.blob;

import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.time.DueWork;
import io.github.ecremulator.core.time.EmulatorClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The open uploads of an emulator, the least recently used first. They are no part of its state: a snapshot, a reset or
 * a restart knows nothing of them. Safe for use by many threads.
 */
public final class Uploads implements DueWork {

    /** How long an upload may lie idle. AWS does not document it. */
    static final Duration IDLE_LIMIT = Duration.ofHours(24);

    private final EmulatorClock clock;
    private final Map<String, Upload> open = new LinkedHashMap<>();

    /** No open upload. */
    public Uploads(EmulatorClock clock) {
        this.clock = clock;
        clock.register(this);
    }

    /** How many uploads are open. */
    public synchronized int count() {
        return open.size();
    }

    /** Ends every upload; a request in the middle of one finds it unknown. */
    public void clear() {
        end(upload -> true);
    }

    /** Ends the uploads of a repository. */
    public void clear(RepositoryId repository) {
        end(upload -> upload.repository().equals(repository));
    }

    @Override
    public synchronized Optional<Instant> nextDue() {
        return open.values().stream().findFirst().map(upload -> upload.lastActivity()
                .plus(IDLE_LIMIT));
    }

    @Override
    public void runDue(Instant now) {
        end(upload -> !upload.lastActivity().plus(IDLE_LIMIT).isAfter(now));
    }

    synchronized void add(Upload upload) {
        open.put(upload.id(), upload);
    }

    synchronized Upload require(RepositoryId repository, String id) {
        Upload upload = open.get(id);
        if (upload == null || !upload.repository().equals(repository)) {
            throw unknown(repository, id);
        }
        upload.touch(clock.now());
        open.remove(id);
        open.put(id, upload);
        return upload;
    }

    synchronized boolean contains(Upload upload) {
        return open.get(upload.id()) == upload;
    }

    synchronized void remove(Upload upload) {
        open.remove(upload.id(), upload);
    }

    static EcrException unknown(RepositoryId repository, String id) {
        return new EcrException(new EcrError.UploadNotFound(repository, id));
    }

    private void end(Predicate<Upload> which) {
        List<Upload> ended = new ArrayList<>();
        synchronized (this) {
            for (Iterator<Upload> uploads = open.values().iterator(); uploads.hasNext(); ) {
                Upload upload = uploads.next();
                if (which.test(upload)) {
                    uploads.remove();
                    ended.add(upload);
                }
            }
        }
        ended.forEach(Upload::end);
    }
}
