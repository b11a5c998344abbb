package io.github.ecremulator.server.ecr;

import static io.github.ecremulator.server.awsjson.Shape.required;
import static io.github.ecremulator.server.awsjson.Shape.structure;
import static io.github.ecremulator.server.awsjson.Shape.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.server.awsjson.ApiCall;
import io.github.ecremulator.server.awsjson.Operation;
import io.github.ecremulator.server.awsjson.Shape.Structure;

/**
 * Lists the resource tags of a repository.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListTagsForResource.html">ListTagsForResource</a>
 */
final class ListTagsForResource implements Operation {

    private static final Structure INPUT = structure(required("resourceArn", text()));

    @Override
    public Structure input() {
        return INPUT;
    }

    @Override
    public ObjectNode call(ApiCall call) {
        RepositoryId repository = Arguments.resource(call);
        ObjectNode output = Output.object();
        ArrayNode tags = output.putArray("tags");
        call.emulator().repositories().resourceTags(call.caller(), repository).forEach((key, value) -> tags.addObject()
                .put("Key", key)
                .put("Value", value));
        return output;
    }
}
