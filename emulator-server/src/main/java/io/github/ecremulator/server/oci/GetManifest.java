package io.github.ecremulator.server.oci;

import io.github.ecremulator.core.image.Images;
import io.github.ecremulator.server.http.Response;

/** {@code GET /v2/<name>/manifests/<reference>}: pulls a manifest. ECR sends its digest only in answer to {@code HEAD}. */
final class GetManifest implements RegistryEndpoint<RegistryRoute.Manifest> {

    @Override
    public Response answer(RegistryCall call, RegistryRoute.Manifest route) {
        Images.Pulled pulled =
                call.emulator().images().pull(call.caller(), call.repository(route), call.image(route.reference()));
        return Response.of(200).body(pulled.image().image().mediaType(), pulled.manifest());
    }
}
