package io.github.ecremulator.server.oci;

import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.server.http.Response;
import java.io.IOException;

/** {@code PATCH /v2/<name>/blobs/uploads/<id>}: appends a part, of any length, with or without its range. ECR answers
 * 201 where the specification says 202. */
final class PatchUpload implements RegistryEndpoint<RegistryRoute.Upload> {

    @Override
    public Response answer(RegistryCall call, RegistryRoute.Upload route) throws IOException {
        RepositoryId repository = call.repository(route);
        ContentRange range = ContentRange.of(call.request());
        long size = call.emulator()
                .layers()
                .uploadPart(
                        call.caller(), repository, route.id(), call.request().body(), range.first(), range.length());
        return UploadLocation.of(call, Response.of(201), repository, route.id(), size);
    }
}
