package io.github.ecremulator.server.ecr;

import static io.github.ecremulator.server.awsjson.Shape.blob;
import static io.github.ecremulator.server.awsjson.Shape.required;
import static io.github.ecremulator.server.awsjson.Shape.structure;
import static io.github.ecremulator.server.awsjson.Shape.whole;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.server.awsjson.ApiCall;
import io.github.ecremulator.server.awsjson.Operation;
import io.github.ecremulator.server.awsjson.Shape.Structure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.OptionalLong;

/**
 * Appends a part to an upload.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_UploadLayerPart.html">UploadLayerPart</a>
 */
final class UploadLayerPart implements Operation {

    private static final Structure INPUT = structure(
            Shapes.registryId(),
            Shapes.repositoryName(),
            Shapes.uploadId(),
            required("partFirstByte", whole(0, Long.MAX_VALUE)),
            required("partLastByte", whole(0, Long.MAX_VALUE)),
            required("layerPartBlob", blob(20_971_520)));

    @Override
    public Structure input() {
        return INPUT;
    }

    @Override
    public ObjectNode call(ApiCall call) {
        RepositoryId id = call.repository();
        String upload = call.input().text("uploadId");
        long first = call.input().whole("partFirstByte");
        long declared = call.input().whole("partLastByte") - first + 1;
        byte[] part = call.input().bytes("layerPartBlob");
        long received = call.emulator().layers().uploadedBytes(call.caller(), id, upload);
        if (declared != part.length) {
            throw new EcrException(new EcrError.PartLengthMismatch(id, upload, part.length, declared, received));
        }
        long size = append(call, id, upload, part, first);
        return Output.about(id).put("uploadId", upload).put("lastByteReceived", size - 1);
    }

    private static long append(ApiCall call, RepositoryId id, String upload, byte[] part, long first) {
        try (InputStream content = new ByteArrayInputStream(part)) {
            return call.emulator()
                    .layers()
                    .uploadPart(
                            call.caller(), id, upload, content, OptionalLong.of(first), OptionalLong.of(part.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
