package io.github.ecremulator.server.ecr;

import static io.github.ecremulator.server.awsjson.Shape.list;
import static io.github.ecremulator.server.awsjson.Shape.required;
import static io.github.ecremulator.server.awsjson.Shape.structure;
import static io.github.ecremulator.server.awsjson.Shape.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecremulator.core.blob.LayerAvailability;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.server.awsjson.ApiCall;
import io.github.ecremulator.server.awsjson.Operation;
import io.github.ecremulator.server.awsjson.Shape.Structure;
import java.util.List;

/**
 * Says which layers a repository has.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchCheckLayerAvailability.html">BatchCheckLayerAvailability</a>
 */
final class BatchCheckLayerAvailability implements Operation {

    private static final Structure INPUT = structure(
            Shapes.registryId(), Shapes.repositoryName(), required("layerDigests", list(text(0, 1000), 1, 100)));

    @Override
    public Structure input() {
        return INPUT;
    }

    @Override
    public ObjectNode call(ApiCall call) {
        List<LayerAvailability> found = call.emulator()
                .layers()
                .checkAvailability(
                        call.caller(), call.repository(), call.input().texts("layerDigests"));
        ObjectNode output = Output.object();
        ArrayNode layers = output.putArray("layers");
        ArrayNode failures = output.putArray("failures");
        for (LayerAvailability layer : found) {
            if (layer.form() == LayerAvailability.Form.WELL_FORMED) {
                layers.add(layer(layer));
            } else {
                failures.add(failure(layer));
            }
        }
        return output;
    }

    private static ObjectNode layer(LayerAvailability layer) {
        ObjectNode node = Output.object()
                .put("layerDigest", layer.digest())
                .put("layerAvailability", layer.link().isPresent() ? "AVAILABLE" : "UNAVAILABLE");
        layer.link().ifPresent(link -> {
            node.put("layerSize", link.size());
            if (link.mediaType() != null) {
                node.put("mediaType", link.mediaType());
            }
        });
        return node;
    }

    private static ObjectNode failure(LayerAvailability layer) {
        boolean missing = layer.form() == LayerAvailability.Form.MISSING;
        return Output.object()
                .put("layerDigest", layer.digest())
                .put("failureCode", missing ? "MissingLayerDigest" : "InvalidLayerDigest")
                .put(
                        "failureReason",
                        "Invalid request parameters: layer digest should satisfy the regex '" + Digest.GRAMMAR + "'");
    }
}
