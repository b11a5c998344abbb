package io.github.ecremulator.core.blob;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.identity.Caller;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.model.RepositoryName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.function.Executable;

/** An emulator on a wall clock that stands still, and the steps of pushing a layer to its repository {@code app}. */
final class Pushing implements AutoCloseable {

    final EcrEmulator ecr = EcrEmulator.builder()
            .wallClock(() -> Instant.parse("2024-02-29T12:00:00Z"))
            .build();
    final RepositoryId app = repository("app");
    final Caller caller =
            Caller.administrator(ecr.home().account(), ecr.home().region().partition());

    Pushing() {
        ecr.createRepository("app");
    }

    RepositoryId repository(String name) {
        return new RepositoryId(ecr.home(), new RepositoryName(name));
    }

    String begin() {
        return ecr.layers().initiateUpload(caller, app);
    }

    long send(String upload, byte[] part) throws IOException {
        return send(upload, part, OptionalLong.empty(), OptionalLong.of(part.length));
    }

    long send(String upload, byte[] part, OptionalLong firstByte, OptionalLong length) throws IOException {
        return ecr.layers().uploadPart(caller, app, upload, new ByteArrayInputStream(part), firstByte, length);
    }

    Digest complete(String upload, byte[] lastPart, String digest) throws IOException {
        return ecr.layers()
                .completeUpload(
                        caller,
                        app,
                        upload,
                        new ByteArrayInputStream(lastPart),
                        OptionalLong.empty(),
                        OptionalLong.of(lastPart.length),
                        List.of(digest));
    }

    Digest layer(byte[] bytes) throws IOException {
        return complete(begin(), bytes, Digest.sha256(bytes).value());
    }

    boolean hasLayer(Digest digest) {
        return ecr.layers().find(caller, app, digest.value()).isPresent();
    }

    int openUploads() {
        return ecr.usage().openUploads();
    }

    void assertUnknown(String upload) {
        assertRefused(EcrError.UploadNotFound.class, () -> ecr.layers().uploadedBytes(caller, app, upload));
    }

    static <E extends EcrError> E assertRefused(Class<E> error, Executable request) {
        return assertInstanceOf(error, assertThrows(EcrException.class, request).error());
    }

    @Override
    public void close() {
        ecr.close();
    }
}
