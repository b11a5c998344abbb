package io.github.ecremulator.server.oci;

import io.github.ecremulator.core.state.Image;
import io.github.ecremulator.server.http.Response;

/** {@code HEAD /v2/<name>/manifests/<reference>}: what an image is, without pulling it. */
final class HeadManifest implements RegistryEndpoint<RegistryRoute.Manifest> {

    @Override
    public Response answer(RegistryCall call, RegistryRoute.Manifest route) {
        Image image =
                call.emulator().images().find(call.caller(), call.repository(route), call.image(route.reference()));
        return Response.of(200)
                .header("Content-Type", image.mediaType())
                .header("Content-Length", Long.toString(image.manifestSize()))
                .header("Docker-Content-Digest", image.digest().value());
    }
}
