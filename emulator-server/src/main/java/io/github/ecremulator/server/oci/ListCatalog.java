package io.github.ecremulator.server.oci;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecremulator.core.model.Page;
import io.github.ecremulator.core.state.Repository;
import io.github.ecremulator.server.http.Response;

/** {@code GET /v2/_catalog}: the names of the repositories, which ECR looks up by DescribeRepositories. */
final class ListCatalog implements RegistryEndpoint<RegistryRoute.Catalog> {

    private static final String LIST = "catalog";

    @Override
    public Response answer(RegistryCall call, RegistryRoute.Catalog route) {
        Page<Repository> page =
                call.emulator().repositories().describe(call.caller(), call.registry(), call.page(LIST));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode names = body.putArray("repositories");
        page.items().forEach(repository -> names.add(repository.id().name().value()));
        Response response = Response.of(200).body("application/json", body + "\n");
        return page.next()
                .map(next -> call.linked(response, LIST, "/v2/_catalog", next))
                .orElse(response);
    }
}
