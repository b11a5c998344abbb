package io.github.ecremulator.server.oci;

import io.github.ecremulator.server.http.Response;

/** {@code DELETE /v2/<name>/blobs/uploads/<id>}: gives an upload up. */
final class DeleteUpload implements RegistryEndpoint<RegistryRoute.Upload> {

    @Override
    public Response answer(RegistryCall call, RegistryRoute.Upload route) {
        call.emulator().layers().cancelUpload(call.caller(), call.repository(route), route.id());
        return Response.of(204);
    }
}
