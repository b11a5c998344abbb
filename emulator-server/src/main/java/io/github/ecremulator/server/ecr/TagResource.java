package io.github.ecremulator.server.ecr;

import static io.github.ecremulator.server.awsjson.Shape.required;
import static io.github.ecremulator.server.awsjson.Shape.structure;
import static io.github.ecremulator.server.awsjson.Shape.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.server.awsjson.ApiCall;
import io.github.ecremulator.server.awsjson.Operation;
import io.github.ecremulator.server.awsjson.Shape.Structure;

/**
 * Adds resource tags to a repository.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_TagResource.html">TagResource</a>
 */
final class TagResource implements Operation {

    private static final Structure INPUT = structure(required("resourceArn", text()), required("tags", Shapes.tags()));

    @Override
    public Structure input() {
        return INPUT;
    }

    @Override
    public ObjectNode call(ApiCall call) {
        RepositoryId repository = Arguments.resource(call);
        call.emulator().repositories().tag(call.caller(), repository, Arguments.tags(call.input()));
        return Output.object();
    }
}
