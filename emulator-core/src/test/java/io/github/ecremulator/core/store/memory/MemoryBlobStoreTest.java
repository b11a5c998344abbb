package io.github.ecremulator.core.store.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.store.BlobStore;
import io.github.ecremulator.core.store.BlobStoreContract;
import io.github.ecremulator.core.store.BlobWriter;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MemoryBlobStoreTest extends BlobStoreContract {

    @Override
    protected BlobStore newStore() {
        return new MemoryBlobStore();
    }

    @Test
    void oneMebibyteStaysOnTheHeapAndOneByteMoreGoesToAFile() throws IOException {
        try (MemoryBlobStore store = new MemoryBlobStore();
                BlobWriter writer = store.begin()) {
            writer.write(new byte[1 << 20], 0, 1 << 20);
            assertEquals(0, store.usage().files());

            writer.write(new byte[1], 0, 1);
            assertEquals(1, store.usage().files());
        }
    }

    @Test
    void aFileIsCountedOnceOnItsWayFromWriterToBlob() throws IOException {
        try (MemoryBlobStore store = new MemoryBlobStore()) {
            byte[] bytes = new byte[(1 << 20) + 1];
            BlobWriter writer = store.begin();
            writer.write(bytes, 0, bytes.length);

            store.publish(writer, Digest.sha256(bytes));

            assertEquals(1, store.usage().files());
        }
    }
}
