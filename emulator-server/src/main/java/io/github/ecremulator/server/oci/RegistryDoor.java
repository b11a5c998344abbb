package io.github.ecremulator.server.oci;

import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.identity.RegistryToken;
import io.github.ecremulator.core.model.RegistryId;
import io.github.ecremulator.server.address.Addressing;
import io.github.ecremulator.server.http.Door;
import io.github.ecremulator.server.http.Request;
import io.github.ecremulator.server.http.Response;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The registry protocol as Amazon ECR speaks it. Every request carries a token in HTTP's basic scheme; who has signed in
 * is settled before the path is looked at.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html">Private registry
 *     authentication</a>
 */
public final class RegistryDoor implements Door {

    private static final String USER = "AWS";

    private final EcrEmulator emulator;
    private final Addressing addressing;
    private final Map<Key, RegistryEndpoint<RegistryRoute>> endpoints = new HashMap<>();

    /** Speaks for an emulator. */
    public RegistryDoor(EcrEmulator emulator, Addressing addressing) {
        this.emulator = emulator;
        this.addressing = addressing;
        serve("GET", RegistryRoute.Base.class, new CheckApi());
        serve("HEAD", RegistryRoute.Base.class, new CheckApi());
        serve("GET", RegistryRoute.Catalog.class, new ListCatalog());
        serve("HEAD", RegistryRoute.Catalog.class, new ListCatalog());
        serve("HEAD", RegistryRoute.Blob.class, new GetBlob());
        serve("GET", RegistryRoute.Blob.class, new GetBlob());
        serve("POST", RegistryRoute.Uploads.class, new StartUpload());
        serve("GET", RegistryRoute.Upload.class, new GetUpload());
        serve("PATCH", RegistryRoute.Upload.class, new PatchUpload());
        serve("PUT", RegistryRoute.Upload.class, new PutUpload());
        serve("DELETE", RegistryRoute.Upload.class, new DeleteUpload());
        serve("HEAD", RegistryRoute.Manifest.class, new HeadManifest());
        serve("GET", RegistryRoute.Manifest.class, new GetManifest());
        serve("PUT", RegistryRoute.Manifest.class, new PutManifest());
        serve("DELETE", RegistryRoute.Manifest.class, new DeleteManifest());
        serve("GET", RegistryRoute.Tags.class, new ListTags());
        serve("HEAD", RegistryRoute.Tags.class, new ListTags());
        serve("GET", RegistryRoute.Referrers.class, new ListReferrers());
        serve("HEAD", RegistryRoute.Referrers.class, new ListReferrers());
    }

    @Override
    public boolean accepts(Request request) {
        return request.path().equals("/v2") || request.path().startsWith("/v2/");
    }

    @Override
    public Response answer(Request request) throws IOException {
        return versioned(dispatch(request));
    }

    @Override
    public Response malformed(String reason) {
        return versioned(RegistryErrors.answer(400, "UNSUPPORTED", reason));
    }

    @Override
    public Response failed() {
        return versioned(RegistryErrors.answer(500, "UNKNOWN", "An internal error occurred"));
    }

    private static Response versioned(Response response) {
        return response.header("Docker-Distribution-Api-Version", "registry/2.0");
    }

    private Response dispatch(Request request) throws IOException {
        try {
            RegistryCall call = authenticate(request);
            Optional<RegistryRoute> route = RegistryRoute.parse(request.path());
            if (route.isEmpty()) {
                return RegistryErrors.answer(404, "UNSUPPORTED", "There is no such endpoint");
            }
            RegistryEndpoint<RegistryRoute> endpoint =
                    endpoints.get(new Key(request.method(), route.get().getClass()));
            if (endpoint != null) {
                return endpoint.answer(call, route.get());
            }
            if (route.get() instanceof RegistryRoute.InRepository inRepository) {
                call.repository(inRepository);
            }
            return RegistryErrors.answer(405, "UNSUPPORTED", "The operation is unsupported.");
        } catch (EcrException e) {
            return e.error() instanceof EcrError.NotAuthenticated
                    ? challenge(request)
                    : RegistryErrors.answer(e.error());
        }
    }

    private RegistryCall authenticate(Request request) {
        BasicCredentials credentials = request.header("Authorization")
                .flatMap(BasicCredentials::parse)
                .orElseThrow(() -> new EcrException(new EcrError.NotAuthenticated()));
        if (!credentials.user().equals(USER)) {
            throw new EcrException(new EcrError.TokenInvalid());
        }
        RegistryToken token = emulator.tokens().read(credentials.password());
        RegistryId registry =
                addressing.namedRegistry(request.origin(), request.query("ns")).orElse(token.registry());
        if (!registry.region().equals(token.registry().region())) {
            throw new EcrException(new EcrError.TokenInvalid());
        }
        return new RegistryCall(emulator, token.caller(), registry, request);
    }

    private static Response challenge(Request request) {
        return Response.of(401)
                .header(
                        "WWW-Authenticate",
                        "Basic realm=\"" + request.origin().url("/") + "\",service=\"ecr.amazonaws.com\"")
                .body("text/plain; charset=utf-8", "Not Authorized\n");
    }

    private <R extends RegistryRoute> void serve(String method, Class<R> route, RegistryEndpoint<R> endpoint) {
        endpoints.put(new Key(method, route), (call, it) -> endpoint.answer(call, route.cast(it)));
    }

    private record Key(String method, Class<? extends RegistryRoute> route) {}
}
