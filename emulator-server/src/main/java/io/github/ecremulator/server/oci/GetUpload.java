package io.github.ecremulator.server.oci;

import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.server.http.Response;

/** {@code GET /v2/<name>/blobs/uploads/<id>}: how far an upload has come. */
final class GetUpload implements RegistryEndpoint<RegistryRoute.Upload> {

    @Override
    public Response answer(RegistryCall call, RegistryRoute.Upload route) {
        RepositoryId repository = call.repository(route);
        long size = call.emulator().layers().uploadedBytes(call.caller(), repository, route.id());
        return UploadLocation.of(call, Response.of(204), repository, route.id(), size);
    }
}
