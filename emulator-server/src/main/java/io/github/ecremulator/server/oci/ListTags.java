package io.github.ecremulator.server.oci;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecremulator.core.image.TaggedImage;
import io.github.ecremulator.core.model.Page;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.model.TagStatus;
import io.github.ecremulator.core.state.ImageStatus;
import io.github.ecremulator.server.http.Response;
import java.util.Optional;

/** {@code GET /v2/<name>/tags/list}: tags in no promised order, a hundred at a time, as plain text, by ECR's habit. */
final class ListTags implements RegistryEndpoint<RegistryRoute.Tags> {

    @Override
    public Response answer(RegistryCall call, RegistryRoute.Tags route) {
        RepositoryId repository = call.repository(route);
        String list = "tags " + repository;
        Page<TaggedImage> page = call.emulator()
                .images()
                .list(call.caller(), repository, TagStatus.TAGGED, Optional.of(ImageStatus.ACTIVE), call.page(list));
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("name", repository.name().value());
        ArrayNode tags = body.putArray("tags");
        page.items().forEach(image -> tags.add(String.valueOf(image.tag())));
        Response response = Response.of(200).body("text/plain; charset=utf-8", body + "\n");
        return page.next()
                .map(next -> call.linked(response, list, "/v2/" + repository.name() + "/tags/list", next))
                .orElse(response);
    }
}
