package io.github.ecremulator.server.oci;

import io.github.ecremulator.server.http.Response;
import java.io.IOException;

/**
 * One endpoint of the registry protocol. Without state; safe for use by many threads.
 *
 * @param <R> the route that it serves
 */
interface RegistryEndpoint<R extends RegistryRoute> {

    /** Answers a request to the endpoint. */
    Response answer(RegistryCall call, R route) throws IOException;
}
