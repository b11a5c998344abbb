package io.github.ecremulator.server.ecr;

import static io.github.ecremulator.server.awsjson.Shape.structure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecremulator.core.image.TaggedImage;
import io.github.ecremulator.core.model.Page;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.model.TagStatus;
import io.github.ecremulator.core.state.ImageStatus;
import io.github.ecremulator.server.awsjson.ApiCall;
import io.github.ecremulator.server.awsjson.Operation;
import io.github.ecremulator.server.awsjson.Shape.Structure;
import java.util.Optional;

/**
 * Lists images by digest and tag, once for each tag.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListImages.html">ListImages</a>
 */
final class ListImages implements Operation {

    private static final int DEFAULT_PAGE = 100;
    private static final Structure INPUT = structure(
            Shapes.registryId(),
            Shapes.repositoryName(),
            Shapes.nextToken(),
            Shapes.maxResults(1000),
            Shapes.imageFilter());

    @Override
    public Structure input() {
        return INPUT;
    }

    @Override
    public ObjectNode call(ApiCall call) {
        RepositoryId id = call.repository();
        TagStatus tags = Arguments.tagStatus(call.input());
        Optional<ImageStatus> status = Arguments.imageStatus(call.input(), "imageStatus");
        String list = "ListImages " + id + " " + tags + " " + status;
        Page<TaggedImage> page =
                call.emulator().images().list(call.caller(), id, tags, status, call.page(list, DEFAULT_PAGE));
        ObjectNode output = Output.object();
        ArrayNode imageIds = output.putArray("imageIds");
        page.items().forEach(image -> imageIds.add(Output.imageId(image)));
        call.nextToken(list, page.next()).ifPresent(token -> output.put("nextToken", token));
        return output;
    }
}
