package io.github.ecremulator.server.oci;

import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.state.LayerLink;
import io.github.ecremulator.core.store.BlobReader;
import io.github.ecremulator.server.http.BlobResponse;
import io.github.ecremulator.server.http.Response;

/** {@code GET} and {@code HEAD /v2/<name>/blobs/<digest>}: a layer or configuration that the repository has. */
final class GetBlob implements RegistryEndpoint<RegistryRoute.Blob> {

    @Override
    public Response answer(RegistryCall call, RegistryRoute.Blob route) {
        RepositoryId repository = call.repository(route);
        if (call.request().method().equals("HEAD")) {
            LayerLink link = call.emulator()
                    .layers()
                    .find(call.caller(), repository, route.digest())
                    .orElseThrow(() -> new EcrException(new EcrError.LayerNotFound(repository, route.digest())));
            return Response.of(200)
                    .header("Content-Type", "application/octet-stream")
                    .header("Content-Length", Long.toString(link.size()))
                    .header("Accept-Ranges", "bytes")
                    .header("Docker-Content-Digest", route.digest());
        }
        BlobReader blob = call.emulator().layers().open(call.caller(), repository, route.digest());
        return BlobResponse.of(call.request(), blob, "application/octet-stream")
                .header("Docker-Content-Digest", route.digest());
    }
}
