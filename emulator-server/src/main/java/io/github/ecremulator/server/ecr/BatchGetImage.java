package io.github.ecremulator.server.ecr;

import static io.github.ecremulator.server.awsjson.Shape.list;
import static io.github.ecremulator.server.awsjson.Shape.optional;
import static io.github.ecremulator.server.awsjson.Shape.required;
import static io.github.ecremulator.server.awsjson.Shape.structure;
import static io.github.ecremulator.server.awsjson.Shape.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecremulator.core.image.BatchResult;
import io.github.ecremulator.core.image.Images;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.server.awsjson.ApiCall;
import io.github.ecremulator.server.awsjson.Operation;
import io.github.ecremulator.server.awsjson.Shape.Structure;
import java.nio.charset.StandardCharsets;

/**
 * Gets manifests, which counts as pulling their images.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchGetImage.html">BatchGetImage</a>
 */
final class BatchGetImage implements Operation {

    private static final Structure INPUT = structure(
            Shapes.registryId(),
            Shapes.repositoryName(),
            required("imageIds", Shapes.imageIds()),
            optional("acceptedMediaTypes", list(text(), 1, 100)));

    @Override
    public Structure input() {
        return INPUT;
    }

    @Override
    public ObjectNode call(ApiCall call) {
        RepositoryId id = call.repository();
        BatchResult<Images.Pulled> result =
                call.emulator().images().get(call.caller(), id, Arguments.imageIds(call.input()));
        ObjectNode output = Output.object();
        ArrayNode images = output.putArray("images");
        for (Images.Pulled pulled : result.done()) {
            String manifest = new String(pulled.manifest(), StandardCharsets.UTF_8);
            images.add(Output.image(id, pulled.image(), manifest));
        }
        Output.putFailures(output, result.failures());
        return output;
    }
}
