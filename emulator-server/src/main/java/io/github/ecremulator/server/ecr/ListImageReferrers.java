package io.github.ecremulator.server.ecr;

import static io.github.ecremulator.server.awsjson.Shape.list;
import static io.github.ecremulator.server.awsjson.Shape.oneOf;
import static io.github.ecremulator.server.awsjson.Shape.optional;
import static io.github.ecremulator.server.awsjson.Shape.required;
import static io.github.ecremulator.server.awsjson.Shape.structure;
import static io.github.ecremulator.server.awsjson.Shape.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.image.Referrer;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.Page;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.state.Image;
import io.github.ecremulator.core.state.ImageStatus;
import io.github.ecremulator.server.awsjson.ApiCall;
import io.github.ecremulator.server.awsjson.Input;
import io.github.ecremulator.server.awsjson.Operation;
import io.github.ecremulator.server.awsjson.Shape.Structure;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lists the artifacts that refer to an image.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListImageReferrers.html">ListImageReferrers</a>
 */
final class ListImageReferrers implements Operation {

    private static final int DEFAULT_PAGE = 20;
    private static final Structure INPUT = structure(
            Shapes.registryId(),
            Shapes.repositoryName(),
            required("subjectId", structure(required("imageDigest", text()))),
            optional(
                    "filter",
                    structure(
                            optional("artifactTypes", list(text(1, 255), 0, 5)),
                            optional("artifactStatus", oneOf("ACTIVE", "ARCHIVED", "ACTIVATING", "ANY")))),
            Shapes.nextToken(),
            Shapes.maxResults(50));

    @Override
    public Structure input() {
        return INPUT;
    }

    @Override
    public ObjectNode call(ApiCall call) {
        RepositoryId id = call.repository();
        Digest subject = subject(call.input());
        Set<String> types = call.input()
                .structure("filter")
                .map(filter -> Set.copyOf(filter.texts("artifactTypes")))
                .orElse(Set.of());
        Optional<ImageStatus> status = Arguments.imageStatus(call.input(), "artifactStatus");
        String list = "ListImageReferrers " + id + " " + subject + " " + new TreeSet<>(types) + " " + status;
        Page<Referrer> page = call.emulator()
                .images()
                .referrers(call.caller(), id, subject, types, status, call.page(list, DEFAULT_PAGE));
        ObjectNode output = Output.object();
        ArrayNode referrers = output.putArray("referrers");
        page.items().forEach(referrer -> referrers.add(referrer(referrer)));
        call.nextToken(list, page.next()).ifPresent(token -> output.put("nextToken", token));
        return output;
    }

    private static Digest subject(Input input) {
        String digest = input.structure("subjectId").orElseThrow().text("imageDigest");
        if (!Digest.isSupported(digest)) {
            throw new EcrException(new EcrError.InvalidParameter(
                    "subjectId.imageDigest", "must satisfy regular expression '" + Digest.GRAMMAR + "'"));
        }
        return new Digest(digest);
    }

    private static ObjectNode referrer(Referrer referrer) {
        Image image = referrer.image();
        ObjectNode node = Output.object().put("digest", image.digest().value()).put("mediaType", image.mediaType());
        if (image.artifactType() != null) {
            node.put("artifactType", image.artifactType());
        }
        node.put("size", image.manifestSize());
        if (!referrer.annotations().isEmpty()) {
            ObjectNode annotations = node.putObject("annotations");
            referrer.annotations().forEach(annotations::put);
        }
        return node.put("artifactStatus", image.status().name());
    }
}
