package io.github.ecremulator.server.ecr;

import static io.github.ecremulator.server.awsjson.Shape.optional;
import static io.github.ecremulator.server.awsjson.Shape.structure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecremulator.core.model.Page;
import io.github.ecremulator.core.model.RepositoryName;
import io.github.ecremulator.core.state.Repository;
import io.github.ecremulator.server.awsjson.ApiCall;
import io.github.ecremulator.server.awsjson.Operation;
import io.github.ecremulator.server.awsjson.Shape.Structure;
import java.util.List;

/**
 * Describes all repositories of a registry, or those that are named.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeRepositories.html">DescribeRepositories</a>
 */
final class DescribeRepositories implements Operation {

    private static final int DEFAULT_PAGE = 100;
    private static final Structure INPUT = structure(
            Shapes.registryId(),
            optional("repositoryNames", Shapes.repositoryNames()),
            Shapes.nextToken(),
            Shapes.maxResults(1000));

    @Override
    public Structure input() {
        return INPUT;
    }

    @Override
    public ObjectNode call(ApiCall call) {
        List<RepositoryName> names = call.input().texts("repositoryNames").stream()
                .map(RepositoryName::new)
                .distinct()
                .toList();
        Page<Repository> page;
        String list = "DescribeRepositories " + call.registry();
        if (names.isEmpty()) {
            page = call.emulator()
                    .repositories()
                    .describe(call.caller(), call.registry(), call.page(list, DEFAULT_PAGE));
        } else {
            Arguments.refusePagingWith("repositoryNames", call.input());
            page = Page.whole(call.emulator().repositories().describe(call.caller(), call.registry(), names));
        }
        ObjectNode output = Output.object();
        ArrayNode repositories = output.putArray("repositories");
        page.items().forEach(repository -> repositories.add(Output.repository(call, repository)));
        call.nextToken(list, page.next()).ifPresent(token -> output.put("nextToken", token));
        return output;
    }
}
