package io.github.ecremulator.server.ecr;

import static io.github.ecremulator.server.awsjson.Shape.required;
import static io.github.ecremulator.server.awsjson.Shape.structure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.server.awsjson.ApiCall;
import io.github.ecremulator.server.awsjson.Operation;
import io.github.ecremulator.server.awsjson.Shape.Structure;
import io.github.ecremulator.server.layer.LayerUrls;

/**
 * Gives a URL from which anybody can download a layer for an hour.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetDownloadUrlForLayer.html">GetDownloadUrlForLayer</a>
 */
final class GetDownloadUrlForLayer implements Operation {

    private static final Structure INPUT =
            structure(Shapes.registryId(), Shapes.repositoryName(), required("layerDigest", Shapes.layerDigest()));

    @Override
    public Structure input() {
        return INPUT;
    }

    @Override
    public ObjectNode call(ApiCall call) {
        RepositoryId id = call.repository();
        String digest = call.input().text("layerDigest");
        call.emulator().layers().requireDownloadable(call.caller(), id, digest);
        String path = new LayerUrls(call.emulator()).path(id, new Digest(digest));
        return Output.object().put("downloadUrl", call.origin().url(path)).put("layerDigest", digest);
    }
}
