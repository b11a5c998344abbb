package io.github.ecremulator.server.oci;

import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.identity.Caller;
import io.github.ecremulator.core.model.ImageId;
import io.github.ecremulator.core.model.ImageTag;
import io.github.ecremulator.core.model.PageRequest;
import io.github.ecremulator.core.model.RegistryId;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.model.RepositoryName;
import io.github.ecremulator.server.http.PageTokens;
import io.github.ecremulator.server.http.Request;
import io.github.ecremulator.server.http.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A request to the registry by somebody who has signed in.
 *
 * @param emulator the emulator that was called
 * @param caller who calls
 * @param registry which registry is meant
 * @param request the request itself
 */
record RegistryCall(EcrEmulator emulator, Caller caller, RegistryId registry, Request request) {

    private static final int DEFAULT_PAGE = 100;
    private static final int MAX_PAGE = 1000;

    /** The repository of a route, whether it exists or not. */
    RepositoryId repository(RegistryRoute.InRepository route) {
        if (route.name().length() < RepositoryName.MIN_LENGTH) {
            throw invalidName("must have length greater than or equal to " + RepositoryName.MIN_LENGTH);
        }
        if (route.name().length() > RepositoryName.MAX_LENGTH) {
            throw invalidName("must have length less than or equal to " + RepositoryName.MAX_LENGTH);
        }
        if (!RepositoryName.isValid(route.name())) {
            throw invalidName("must satisfy regular expression '" + RepositoryName.GRAMMAR.replace("\\/", "/") + "'");
        }
        return new RepositoryId(registry, new RepositoryName(route.name()));
    }

    private static EcrException invalidName(String rule) {
        return new EcrException(new EcrError.InvalidParameter("repositoryName", rule));
    }

    /** What a reference in a path means: with a colon it is a digest. */
    ImageId image(String reference) {
        return reference.contains(":") ? new ImageId(reference, null) : ImageId.ofTag(tag(reference));
    }

    /** A tag in a path. */
    ImageTag tag(String text) {
        if (!ImageTag.isValid(text)) {
            throw new EcrException(new EcrError.InvalidParameter(
                    "imageTag", "must satisfy regular expression '" + ImageTag.GRAMMAR + "'"));
        }
        return new ImageTag(text);
    }

    /** An answer that sends the client to another path of this registry. */
    Response located(int status, String path) {
        return Response.of(status).header("Location", request.origin().url(path));
    }

    /** The page that the query asks for. */
    PageRequest page(String list) {
        int limit = request.query("n").map(RegistryCall::limit).orElse(DEFAULT_PAGE);
        return new PageRequest(limit, request.query("last").map(tokens(list)::open));
    }

    /** The answer with a link to the next page. */
    Response linked(Response response, String list, String path, String next) {
        String size = request.query("n").map(n -> "&n=" + n).orElse("")
                + request.query("artifactType")
                        .map(type -> "&artifactType="
                                + URLEncoder.encode(type, StandardCharsets.UTF_8)
                                        .replace("+", "%20"))
                        .orElse("");
        String url = request.origin().url(path) + "?last=" + tokens(list).seal(next) + size;
        return response.header("Link", "<" + url + ">; rel=\"next\"");
    }

    private PageTokens tokens(String list) {
        return new PageTokens(emulator.seal(), "registry " + registry + " " + list);
    }

    private static int limit(String text) {
        long limit;
        try {
            limit = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw tooSmall();
        }
        if (limit > MAX_PAGE) {
            throw new EcrException(new EcrError.InvalidParameter(
                    "maxResults", "Member must have value less than or equal to " + MAX_PAGE));
        }
        if (limit < 1) {
            throw tooSmall();
        }
        return (int) limit;
    }

    private static EcrException tooSmall() {
        return new EcrException(
                new EcrError.InvalidParameter("maxResults", "Member must have value greater than or equal to 1"));
    }
}
