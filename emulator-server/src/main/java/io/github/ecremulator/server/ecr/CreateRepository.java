package io.github.ecremulator.server.ecr;

import static io.github.ecremulator.server.awsjson.Shape.optional;
import static io.github.ecremulator.server.awsjson.Shape.structure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.state.Repository;
import io.github.ecremulator.core.state.RepositorySettings;
import io.github.ecremulator.server.awsjson.ApiCall;
import io.github.ecremulator.server.awsjson.Operation;
import io.github.ecremulator.server.awsjson.Shape.Structure;

/**
 * Creates an empty repository.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html">CreateRepository</a>
 */
final class CreateRepository implements Operation {

    private static final Structure INPUT = structure(
            Shapes.registryId(),
            Shapes.repositoryName(),
            optional("tags", Shapes.tags()),
            optional("imageTagMutability", Shapes.imageTagMutability()),
            Shapes.exclusionFilters(),
            Shapes.imageScanningConfiguration(),
            Shapes.encryptionConfiguration());

    @Override
    public Structure input() {
        return INPUT;
    }

    @Override
    public ObjectNode call(ApiCall call) {
        RepositoryId id = call.repository();
        boolean scanOnPush = call.input()
                .structure("imageScanningConfiguration")
                .map(scanning -> scanning.isTrue("scanOnPush"))
                .orElse(false);
        RepositorySettings settings = new RepositorySettings(
                Arguments.tagMutability(call.input()), scanOnPush, Arguments.encryption(call.input(), id.registry()));
        Repository created =
                call.emulator().repositories().create(call.caller(), id, settings, Arguments.tags(call.input()));
        ObjectNode output = Output.object();
        output.set("repository", Output.repository(call, created));
        return output;
    }
}
