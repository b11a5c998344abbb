package io.github.ecremulator.server.ecr;

import static io.github.ecremulator.server.awsjson.Shape.structure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecremulator.server.awsjson.ApiCall;
import io.github.ecremulator.server.awsjson.Operation;
import io.github.ecremulator.server.awsjson.Shape.Structure;

/**
 * Opens an upload.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_InitiateLayerUpload.html">InitiateLayerUpload</a>
 */
final class InitiateLayerUpload implements Operation {

    /** What the service suggests, in bytes; it takes parts up to twice as long. */
    private static final long PART_SIZE = 10L << 20;

    private static final Structure INPUT = structure(Shapes.registryId(), Shapes.repositoryName());

    @Override
    public Structure input() {
        return INPUT;
    }

    @Override
    public ObjectNode call(ApiCall call) {
        String upload = call.emulator().layers().initiateUpload(call.caller(), call.repository());
        return Output.object().put("uploadId", upload).put("partSize", PART_SIZE);
    }
}
