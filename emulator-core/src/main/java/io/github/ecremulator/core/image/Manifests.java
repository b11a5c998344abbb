package io.github.ecremulator.core.image;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.ecremulator.core.blob.SharedBlobs;
import io.github.ecremulator.core.blob.SharedBlobs.Hold;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.state.Image;
import io.github.ecremulator.core.store.BlobReader;
import io.github.ecremulator.core.store.BlobWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** The bytes of manifests, and their annotations, which are read again when they have been forgotten. */
public final class Manifests {

    private static final long CACHED_CHARACTERS = 4L << 20;

    private final SharedBlobs blobs;
    private final Cache<Digest, Map<String, String>> annotations = Caffeine.newBuilder()
            .maximumWeight(CACHED_CHARACTERS)
            .weigher(Manifests::characters)
            .executor(Runnable::run)
            .build();

    /** Manifests among shared blobs. */
    public Manifests(SharedBlobs blobs) {
        this.blobs = blobs;
    }

    Hold keep(Digest digest, byte[] bytes) throws IOException {
        BlobWriter writer = blobs.store().begin();
        try {
            writer.write(bytes, 0, bytes.length);
        } catch (IOException e) {
            writer.close();
            throw e;
        }
        return blobs.publish(writer, digest);
    }

    /** The bytes of an image's manifest, or nothing when the image has been deleted meanwhile. */
    Optional<byte[]> bytes(Image image) {
        try (BlobReader reader = blobs.store().open(image.content()).orElse(null)) {
            return reader == null ? Optional.empty() : Optional.of(reader.readAll());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, String> annotations(Image image) {
        Map<String, String> known = annotations.getIfPresent(image.content());
        if (known != null) {
            return known;
        }
        Optional<Map<String, String>> read = bytes(image)
                .map(bytes -> ManifestParser.parse(bytes, image.mediaType()).annotations());
        read.ifPresent(found -> annotations.put(image.content(), found));
        return read.orElse(Map.of());
    }

    private static int characters(Digest digest, Map<String, String> annotations) {
        int sum = digest.value().length();
        for (Map.Entry<String, String> annotation : annotations.entrySet()) {
            sum += annotation.getKey().length() + annotation.getValue().length();
        }
        return sum;
    }
}
