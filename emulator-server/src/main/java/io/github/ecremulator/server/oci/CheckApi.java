package io.github.ecremulator.server.oci;

import io.github.ecremulator.server.http.Response;

/** {@code GET /v2/}: whether the caller has signed in, which is settled by the time this is reached. */
final class CheckApi implements RegistryEndpoint<RegistryRoute.Base> {

    @Override
    public Response answer(RegistryCall call, RegistryRoute.Base route) {
        return Response.of(200).body("application/json", "{}");
    }
}
