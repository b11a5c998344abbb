package io.github.ecremulator.core;

import io.github.ecremulator.core.annotation.PublishedApi;
import io.github.ecremulator.core.blob.BlobRoot;
import io.github.ecremulator.core.blob.SharedBlobs;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.state.EmulatorState;

/**
 * What an emulator held at one moment. It costs nothing to take, keeps its layers alive for as long as it is held, and
 * can be restored any number of times, into the emulator it was taken from or into a fork of it. Immutable.
 */
@PublishedApi
public final class Snapshot implements BlobRoot {

    private final EmulatorState state;
    private final SharedBlobs blobs;

    Snapshot(EmulatorState state, SharedBlobs blobs) {
        this.state = state;
        this.blobs = blobs;
    }

    EmulatorState state() {
        return state;
    }

    boolean sharesBlobsWith(SharedBlobs others) {
        return blobs == others;
    }

    @Override
    public boolean uses(Digest blob) {
        return state.uses(blob);
    }
}
