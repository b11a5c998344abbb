package io.github.ecremulator.server.ecr;

import static io.github.ecremulator.server.awsjson.Shape.optional;
import static io.github.ecremulator.server.awsjson.Shape.required;
import static io.github.ecremulator.server.awsjson.Shape.structure;
import static io.github.ecremulator.server.awsjson.Shape.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecremulator.core.image.Images;
import io.github.ecremulator.core.image.TaggedImage;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.server.awsjson.ApiCall;
import io.github.ecremulator.server.awsjson.Operation;
import io.github.ecremulator.server.awsjson.Shape.Structure;
import java.nio.charset.StandardCharsets;

/**
 * Puts an image whose layers are there already, or another tag on one.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html">PutImage</a>
 */
final class PutImage implements Operation {

    private static final Structure INPUT = structure(
            Shapes.registryId(),
            Shapes.repositoryName(),
            required("imageManifest", text(1, 4_194_304)),
            optional("imageManifestMediaType", text()),
            optional("imageTag", Shapes.imageTag()),
            optional("imageDigest", text()));

    @Override
    public Structure input() {
        return INPUT;
    }

    @Override
    public ObjectNode call(ApiCall call) {
        RepositoryId id = call.repository();
        String manifest = call.input().text("imageManifest");
        TaggedImage image = call.emulator()
                .images()
                .put(
                        call.caller(),
                        id,
                        new Images.Push(
                                manifest.getBytes(StandardCharsets.UTF_8),
                                call.input()
                                        .optionalText("imageManifestMediaType")
                                        .orElse(null),
                                call.input()
                                        .optionalText("imageTag")
                                        .map(Arguments::tag)
                                        .orElse(null),
                                call.input().optionalText("imageDigest").orElse(null)));
        ObjectNode output = Output.object();
        output.set("image", Output.image(id, image, manifest));
        return output;
    }
}
