package io.github.ecremulator.core.blob;

import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.store.BlobStore;
import io.github.ecremulator.core.store.BlobWriter;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A blob store shared by an emulator, its forks and its snapshots. A blob lives while any of them links it, or while a
 * request that is about to link it holds it. Safe for use by many threads.
 */
public final class SharedBlobs {

    private final BlobStore store;
    private final Set<BlobRoot> emulators = new HashSet<>();
    private final List<WeakReference<BlobRoot>> snapshots = new ArrayList<>();
    private final Set<Digest> keptForSnapshots = new HashSet<>();
    private final Map<Digest, Integer> holds = new HashMap<>();

    /** Shares a store that this object closes with the last emulator. */
    public SharedBlobs(BlobStore store) {
        this.store = store;
    }

    /** The store; whoever reads from it has found a link first. */
    public BlobStore store() {
        return store;
    }

    /** An emulator whose newest state keeps blobs alive until it is removed. */
    public synchronized void add(BlobRoot emulator) {
        emulators.add(emulator);
    }

    /**
     * A snapshot, which keeps blobs alive for as long as anybody holds it. It is taken while nothing is reclaimed, so
     * that nothing it links is gone already.
     */
    public synchronized <R extends BlobRoot> R addSnapshot(Supplier<R> taking) {
        R snapshot = taking.get();
        snapshots.removeIf(reference -> reference.get() == null);
        snapshots.add(new WeakReference<>(snapshot));
        return snapshot;
    }

    /** An emulator has closed; with the last one everything goes. */
    public synchronized void remove(BlobRoot emulator, Collection<Digest> linked) {
        emulators.remove(emulator);
        if (emulators.isEmpty()) {
            store.close();
        } else {
            reclaim(linked);
        }
    }

    /**
     * Keeps bytes under their digest and holds them until the returned hold is released, so that they are there when a
     * commit links them.
     */
    public Hold publish(BlobWriter writer, Digest digest) throws IOException {
        Hold hold = hold(digest);
        try {
            store.publish(writer, digest);
            return hold;
        } catch (IOException | RuntimeException e) {
            hold.close();
            throw e;
        }
    }

    /** A snapshot is not needed any more, whether or not anybody still holds it. */
    public synchronized void removeSnapshot(BlobRoot snapshot) {
        snapshots.removeIf(reference -> reference.get() == snapshot);
        reclaim(Set.of());
    }

    /**
     * Deletes those of some blobs that nothing links and nobody holds, and those that were kept for snapshots which are
     * gone by now.
     */
    public synchronized void reclaim(Collection<Digest> candidates) {
        Set<Digest> blobs = new HashSet<>(candidates);
        blobs.addAll(keptForSnapshots);
        keptForSnapshots.clear();
        for (Digest blob : blobs) {
            if (holds.containsKey(blob) || emulators.stream().anyMatch(root -> root.uses(blob))) {
                continue;
            }
            if (isInSnapshot(blob)) {
                keptForSnapshots.add(blob);
            } else {
                store.delete(blob);
            }
        }
    }

    private synchronized Hold hold(Digest blob) {
        holds.merge(blob, 1, Integer::sum);
        return () -> release(blob);
    }

    private synchronized void release(Digest blob) {
        holds.computeIfPresent(blob, (key, count) -> count > 1 ? count - 1 : null);
        reclaim(Set.of(blob));
    }

    private boolean isInSnapshot(Digest blob) {
        return snapshots.stream().map(WeakReference::get).anyMatch(root -> root != null && root.uses(blob));
    }

    /** Keeps a blob from being deleted between its arrival and the commit that links it. */
    public interface Hold extends AutoCloseable {

        /** Lets go; a blob that nothing links then disappears. */
        @Override
        void close();
    }
}
