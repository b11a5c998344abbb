package io.github.ecremulator.server.oci;

import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.server.http.Response;

/** Says where an upload goes on and how far it has come. */
final class UploadLocation {

    private UploadLocation() {}

    static Response of(RegistryCall call, Response response, RepositoryId repository, String upload, long size) {
        String url = call.request().origin().url("/v2/" + repository.name() + "/blobs/uploads/" + upload);
        return response.header("Location", url).header("Range", "0-" + Math.max(0, size - 1));
    }
}
