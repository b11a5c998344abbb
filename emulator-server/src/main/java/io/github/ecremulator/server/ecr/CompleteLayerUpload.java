package io.github.ecremulator.server.ecr;

import static io.github.ecremulator.server.awsjson.Shape.list;
import static io.github.ecremulator.server.awsjson.Shape.required;
import static io.github.ecremulator.server.awsjson.Shape.structure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.server.awsjson.ApiCall;
import io.github.ecremulator.server.awsjson.Operation;
import io.github.ecremulator.server.awsjson.Shape.Structure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.OptionalLong;

/**
 * Makes a layer of an upload.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CompleteLayerUpload.html">CompleteLayerUpload</a>
 */
final class CompleteLayerUpload implements Operation {

    private static final Structure INPUT = structure(
            Shapes.registryId(),
            Shapes.repositoryName(),
            Shapes.uploadId(),
            required("layerDigests", list(Shapes.layerDigest(), 1, 100)));

    @Override
    public Structure input() {
        return INPUT;
    }

    @Override
    public ObjectNode call(ApiCall call) {
        RepositoryId id = call.repository();
        String upload = call.input().text("uploadId");
        Digest digest = complete(call, id, upload);
        return Output.about(id).put("uploadId", upload).put("layerDigest", digest.value());
    }

    private static Digest complete(ApiCall call, RepositoryId id, String upload) {
        try {
            return call.emulator()
                    .layers()
                    .completeUpload(
                            call.caller(),
                            id,
                            upload,
                            InputStream.nullInputStream(),
                            OptionalLong.empty(),
                            OptionalLong.of(0),
                            call.input().texts("layerDigests").stream()
                                    .filter(digest -> digest.startsWith("sha256:"))
                                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
