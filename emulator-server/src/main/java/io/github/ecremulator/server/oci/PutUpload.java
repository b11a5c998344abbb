package io.github.ecremulator.server.oci;

import io.github.ecremulator.server.http.Response;
import java.io.IOException;

/** {@code PUT /v2/<name>/blobs/uploads/<id>?digest=<digest>}: appends a last part, which may be empty or the whole, and
 * makes a blob of the upload. */
final class PutUpload implements RegistryEndpoint<RegistryRoute.Upload> {

    @Override
    public Response answer(RegistryCall call, RegistryRoute.Upload route) throws IOException {
        String digest = call.request().query("digest").orElse("");
        return UploadCompletion.run(call, call.repository(route), route.id(), ContentRange.of(call.request()), digest);
    }
}
