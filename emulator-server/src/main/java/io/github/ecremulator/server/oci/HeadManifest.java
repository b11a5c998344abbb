package io.github.ecremulator.server.oci;

import io.github.ecremulator.core.model.ImageTag;
import io.github.ecremulator.core.state.Image;
import io.github.ecremulator.server.http.Response;

/**
 * {@code HEAD /v2/<name>/manifests/<reference>}: what an image is, without pulling it. ECR answers with a header
 * {@code Sizes} that is always empty, and to a tag that cannot be one with 400 where other methods get 405.
 */
final class HeadManifest implements RegistryEndpoint<RegistryRoute.Manifest> {

    @Override
    public Response answer(RegistryCall call, RegistryRoute.Manifest route) {
        if (!route.reference().contains(":") && !ImageTag.isValid(route.reference())) {
            return Response.of(400);
        }
        Image image =
                call.emulator().images().find(call.caller(), call.repository(route), call.image(route.reference()));
        return Response.of(200)
                .header("Content-Type", image.mediaType())
                .header("Content-Length", Long.toString(image.manifestSize()))
                .header("Docker-Content-Digest", image.digest().value())
                .header("Sizes", "");
    }
}
