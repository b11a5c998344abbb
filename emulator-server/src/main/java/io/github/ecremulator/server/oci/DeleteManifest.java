package io.github.ecremulator.server.oci;

import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.image.BatchResult;
import io.github.ecremulator.core.image.ImageFailure;
import io.github.ecremulator.core.model.ImageId;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.server.http.Response;
import java.util.List;

/** {@code DELETE /v2/<name>/manifests/<reference>}: deletes an image by digest, or a tag; an image loses its last tag
 * only together with itself, as by BatchDeleteImage. */
final class DeleteManifest implements RegistryEndpoint<RegistryRoute.Manifest> {

    @Override
    public Response answer(RegistryCall call, RegistryRoute.Manifest route) {
        RepositoryId repository = call.repository(route);
        ImageId image = call.image(route.reference());
        BatchResult<ImageId> result = call.emulator().images().delete(call.caller(), repository, List.of(image));
        for (ImageFailure failure : result.failures()) {
            if (failure.kind() == ImageFailure.Kind.REFERENCED_BY_INDEX) {
                return RegistryErrors.answer(
                        405, "UNSUPPORTED", "Requested image referenced by manifest list: " + failure.indexes());
            }
            throw new EcrException(new EcrError.ImageNotFound(repository, image));
        }
        return Response.of(202);
    }
}
