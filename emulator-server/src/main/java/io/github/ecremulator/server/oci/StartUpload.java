package io.github.ecremulator.server.oci;

import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.server.http.Response;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code POST /v2/<name>/blobs/uploads/}: opens an upload, or takes a whole blob at once when its digest and its bytes come
 * along. A mount is never granted while blob mounting is disabled, which is ECR's default; the client then uploads. */
final class StartUpload implements RegistryEndpoint<RegistryRoute.Uploads> {

    @Override
    public Response answer(RegistryCall call, RegistryRoute.Uploads route) throws IOException {
        RepositoryId repository = call.repository(route);
        String upload = call.emulator().layers().initiateUpload(call.caller(), repository);
        Optional<String> digest = call.request().query("digest");
        boolean hasBody = call.request().contentLength().orElse(0) > 0
                || call.request().header("Transfer-Encoding").isPresent();
        if (digest.isPresent() && hasBody) {
            ContentRange whole =
                    new ContentRange(OptionalLong.of(0), call.request().contentLength());
            return UploadCompletion.run(call, repository, upload, whole, digest.get());
        }
        return UploadLocation.of(call, Response.of(202), repository, upload, 0);
    }
}
