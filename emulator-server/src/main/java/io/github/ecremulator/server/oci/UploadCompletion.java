package io.github.ecremulator.server.oci;

import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.server.http.Response;
import java.io.IOException;
import java.util.List;

/** Closes an upload with what its request brings. A blob that is there already is no error to those who push. */
final class UploadCompletion {

    private UploadCompletion() {}

    static Response run(RegistryCall call, RepositoryId repository, String upload, ContentRange range, String digest)
            throws IOException {
        try {
            call.emulator()
                    .layers()
                    .completeUpload(
                            call.caller(),
                            repository,
                            upload,
                            call.request().body(),
                            range.first(),
                            range.length(),
                            List.of(digest));
        } catch (EcrException e) {
            if (!(e.error() instanceof EcrError.LayerAlreadyExists)) {
                throw e;
            }
        }
        return call.located(201, "/v2/" + repository.name() + "/blobs/" + digest)
                .header("Docker-Content-Digest", digest);
    }
}
