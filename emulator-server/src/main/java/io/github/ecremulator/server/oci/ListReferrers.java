package io.github.ecremulator.server.oci;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecremulator.core.image.Referrer;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.MediaTypes;
import io.github.ecremulator.core.model.Page;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.state.Image;
import io.github.ecremulator.core.state.ImageStatus;
import io.github.ecremulator.server.http.Response;
import java.util.Optional;
import java.util.Set;

/** {@code GET /v2/<name>/referrers/<digest>}: an index of the artifacts that refer to an image, whether the image is there
 * or not. */
final class ListReferrers implements RegistryEndpoint<RegistryRoute.Referrers> {

    @Override
    public Response answer(RegistryCall call, RegistryRoute.Referrers route) {
        RepositoryId repository = call.repository(route);
        if (!Digest.isSupported(route.digest())) {
            return RegistryErrors.answer(400, "DIGEST_INVALID", "Provided digest did not match uploaded content");
        }
        Digest subject = new Digest(route.digest());
        Optional<String> type = call.request().query("artifactType").filter(it -> !it.isEmpty());
        String list = "referrers " + repository + " " + subject + " " + type;
        Page<Referrer> page = call.emulator()
                .images()
                .referrers(
                        call.caller(),
                        repository,
                        subject,
                        type.map(Set::of).orElse(Set.of()),
                        Optional.of(ImageStatus.ACTIVE),
                        call.page(list));
        ObjectNode index =
                JsonNodeFactory.instance.objectNode().put("schemaVersion", 2).put("mediaType", MediaTypes.OCI_INDEX);
        ArrayNode manifests = index.putArray("manifests");
        page.items().forEach(referrer -> manifests.add(descriptor(referrer)));
        Response response = Response.of(200).body(MediaTypes.OCI_INDEX, index.toString());
        if (type.isPresent()) {
            response = response.header("OCI-Filters-Applied", "artifactType");
        }
        return page.next().isPresent()
                ? call.linked(
                        response,
                        list,
                        "/v2/" + repository.name() + "/referrers/" + subject,
                        page.next().get())
                : response;
    }

    private static ObjectNode descriptor(Referrer referrer) {
        Image image = referrer.image();
        ObjectNode descriptor = JsonNodeFactory.instance
                .objectNode()
                .put("mediaType", image.mediaType())
                .put("digest", image.digest().value())
                .put("size", image.manifestSize());
        if (image.artifactType() != null) {
            descriptor.put("artifactType", image.artifactType());
        }
        if (!referrer.annotations().isEmpty()) {
            ObjectNode annotations = descriptor.putObject("annotations");
            referrer.annotations().forEach(annotations::put);
        }
        return descriptor;
    }
}
