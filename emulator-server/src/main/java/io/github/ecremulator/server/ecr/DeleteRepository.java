package io.github.ecremulator.server.ecr;

import static io.github.ecremulator.server.awsjson.Shape.flag;
import static io.github.ecremulator.server.awsjson.Shape.optional;
import static io.github.ecremulator.server.awsjson.Shape.structure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecremulator.core.state.Repository;
import io.github.ecremulator.server.awsjson.ApiCall;
import io.github.ecremulator.server.awsjson.Operation;
import io.github.ecremulator.server.awsjson.Shape.Structure;

/**
 * Deletes a repository, with its images when forced to.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DeleteRepository.html">DeleteRepository</a>
 */
final class DeleteRepository implements Operation {

    private static final Structure INPUT =
            structure(Shapes.registryId(), Shapes.repositoryName(), optional("force", flag()));

    @Override
    public Structure input() {
        return INPUT;
    }

    @Override
    public ObjectNode call(ApiCall call) {
        Repository deleted = call.emulator()
                .repositories()
                .delete(call.caller(), call.repository(), call.input().isTrue("force"));
        ObjectNode output = Output.object();
        output.set("repository", Output.repository(call, deleted));
        return output;
    }
}
