package io.github.ecremulator.server.ecr;

import static io.github.ecremulator.server.awsjson.Shape.required;
import static io.github.ecremulator.server.awsjson.Shape.structure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecremulator.core.state.Repository;
import io.github.ecremulator.server.awsjson.ApiCall;
import io.github.ecremulator.server.awsjson.Operation;
import io.github.ecremulator.server.awsjson.Shape.Structure;

/**
 * Sets whether the tags of a repository can be moved.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImageTagMutability.html">PutImageTagMutability</a>
 */
final class PutImageTagMutability implements Operation {

    private static final Structure INPUT = structure(
            Shapes.registryId(),
            Shapes.repositoryName(),
            required("imageTagMutability", Shapes.imageTagMutability()),
            Shapes.exclusionFilters());

    @Override
    public Structure input() {
        return INPUT;
    }

    @Override
    public ObjectNode call(ApiCall call) {
        Repository repository = call.emulator()
                .repositories()
                .putTagMutability(call.caller(), call.repository(), Arguments.tagMutability(call.input()));
        ObjectNode output = Output.about(repository.id());
        Output.putMutability(output, repository.settings().tagMutability());
        return output;
    }
}
