package io.github.ecremulator.server.oci;

import io.github.ecremulator.core.image.Images;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.state.Image;
import io.github.ecremulator.server.http.Response;
import java.io.IOException;

/** {@code PUT /v2/<name>/manifests/<reference>}: pushes a manifest whose blobs are there already. Pushing again what is
 * there succeeds, unless the tag is immutable. */
final class PutManifest implements RegistryEndpoint<RegistryRoute.Manifest> {

    /** The limit is 4,194,304 characters, each of up to four bytes. */
    private static final int MOST_BYTES = 4 * 4_194_304;

    @Override
    public Response answer(RegistryCall call, RegistryRoute.Manifest route) throws IOException {
        RepositoryId repository = call.repository(route);
        boolean byDigest = route.reference().contains(":");
        byte[] manifest = call.request().body().readNBytes(MOST_BYTES + 1);
        Images.Push push = new Images.Push(
                manifest,
                call.request().contentType().orElse(null),
                byDigest ? null : call.tag(route.reference()),
                byDigest ? route.reference() : null);
        Image image =
                call.emulator().images().push(call.caller(), repository, push).image();
        Response response = call.located(201, "/v2/" + repository.name() + "/manifests/" + image.digest())
                .header("Docker-Content-Digest", image.digest().value());
        Digest subject = image.subject();
        return subject == null ? response : response.header("OCI-Subject", subject.value());
    }
}
