package io.github.ecremulator.server.ecr;

import static io.github.ecremulator.server.awsjson.Shape.optional;
import static io.github.ecremulator.server.awsjson.Shape.structure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecremulator.core.model.ImageId;
import io.github.ecremulator.core.model.Page;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.model.TagStatus;
import io.github.ecremulator.core.state.Image;
import io.github.ecremulator.core.state.ImageStatus;
import io.github.ecremulator.server.awsjson.ApiCall;
import io.github.ecremulator.server.awsjson.Operation;
import io.github.ecremulator.server.awsjson.Shape.Structure;
import java.util.List;
import java.util.Optional;

/**
 * Describes images, once for each digest.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImages.html">DescribeImages</a>
 */
final class DescribeImages implements Operation {

    private static final int DEFAULT_PAGE = 100;
    private static final Structure INPUT = structure(
            Shapes.registryId(),
            Shapes.repositoryName(),
            optional("imageIds", Shapes.imageIds()),
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
        List<ImageId> ids = Arguments.wellFormedImageIds(call.input());
        TagStatus tags = Arguments.tagStatus(call.input());
        Optional<ImageStatus> status = Arguments.imageStatus(call.input(), "imageStatus");
        String list = "DescribeImages " + id + " " + tags + " " + status;
        Page<Image> page;
        if (ids.isEmpty()) {
            page = call.emulator().images().describe(call.caller(), id, tags, status, call.page(list, DEFAULT_PAGE));
        } else {
            Arguments.refusePagingWith("imageIds", call.input());
            page = Page.whole(call.emulator().images().describe(call.caller(), id, ids));
        }
        ObjectNode output = Output.object();
        ArrayNode details = output.putArray("imageDetails");
        page.items().forEach(image -> details.add(Output.imageDetail(id, image)));
        call.nextToken(list, page.next()).ifPresent(token -> output.put("nextToken", token));
        return output;
    }
}
