package io.github.ecremulator.server.ecr;

import static io.github.ecremulator.server.awsjson.Shape.list;
import static io.github.ecremulator.server.awsjson.Shape.required;
import static io.github.ecremulator.server.awsjson.Shape.structure;
import static io.github.ecremulator.server.awsjson.Shape.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.server.awsjson.ApiCall;
import io.github.ecremulator.server.awsjson.Operation;
import io.github.ecremulator.server.awsjson.Shape.Structure;

/**
 * Removes resource tags from a repository.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_UntagResource.html">UntagResource</a>
 */
final class UntagResource implements Operation {

    private static final Structure INPUT =
            structure(required("resourceArn", text()), required("tagKeys", list(text())));

    @Override
    public Structure input() {
        return INPUT;
    }

    @Override
    public ObjectNode call(ApiCall call) {
        RepositoryId repository = Arguments.resource(call);
        call.emulator()
                .repositories()
                .untag(call.caller(), repository, call.input().texts("tagKeys"));
        return Output.object();
    }
}
