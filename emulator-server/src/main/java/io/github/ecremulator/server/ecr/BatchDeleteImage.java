package io.github.ecremulator.server.ecr;

import static io.github.ecremulator.server.awsjson.Shape.required;
import static io.github.ecremulator.server.awsjson.Shape.structure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecremulator.core.image.BatchResult;
import io.github.ecremulator.core.model.ImageId;
import io.github.ecremulator.server.awsjson.ApiCall;
import io.github.ecremulator.server.awsjson.Operation;
import io.github.ecremulator.server.awsjson.Shape.Structure;

/**
 * Deletes images and tags.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchDeleteImage.html">BatchDeleteImage</a>
 */
final class BatchDeleteImage implements Operation {

    private static final Structure INPUT =
            structure(Shapes.registryId(), Shapes.repositoryName(), required("imageIds", Shapes.imageIds()));

    @Override
    public Structure input() {
        return INPUT;
    }

    @Override
    public ObjectNode call(ApiCall call) {
        BatchResult<ImageId> result =
                call.emulator().images().delete(call.caller(), call.repository(), Arguments.imageIds(call.input()));
        ObjectNode output = Output.object();
        ArrayNode deleted = output.putArray("imageIds");
        result.done().forEach(id -> deleted.add(Output.imageId(id)));
        Output.putFailures(output, result.failures());
        return output;
    }
}
