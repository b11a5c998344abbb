package io.github.ecremulator.server.oci;

import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.ImageId;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.state.Image;
import io.github.ecremulator.server.http.Response;
import java.io.IOException;

/** {@code PUT /v2/<name>/manifests/<reference>}: pushes a manifest whose blobs are there already. Pushing again what is
 * there succeeds, unless the tag is immutable. */
final class PutManifest implements RegistryEndpoint<RegistryRoute.Manifest> {

    private static final int MAX_BYTES = 4_194_304;

    @Override
    public Response answer(RegistryCall call, RegistryRoute.Manifest route) throws IOException {
        RepositoryId repository = call.repository(route);
        boolean byDigest = route.reference().contains(":");
        byte[] manifest = call.request().body().readNBytes(MAX_BYTES + 1);
        Digest digest = put(call, repository, route.reference(), byDigest, manifest);
        Image image = call.emulator().images().find(call.caller(), repository, ImageId.ofDigest(digest));
        Response response = call.located(201, "/v2/" + repository.name() + "/manifests/" + digest)
                .header("Docker-Content-Digest", digest.value());
        Digest subject = image.subject();
        return subject == null ? response : response.header("OCI-Subject", subject.value());
    }

    private static Digest put(
            RegistryCall call, RepositoryId repository, String reference, boolean byDigest, byte[] manifest) {
        try {
            return call.emulator()
                    .images()
                    .put(
                            call.caller(),
                            repository,
                            manifest,
                            call.request().contentType().orElse(null),
                            byDigest ? null : call.tag(reference),
                            byDigest ? reference : null)
                    .image()
                    .digest();
        } catch (EcrException e) {
            if (e.error() instanceof EcrError.ImageAlreadyExists existing) {
                return existing.digest();
            }
            throw e;
        }
    }
}
