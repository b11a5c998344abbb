package io.github.ecremulator.server.http;

import java.io.IOException;

/** One of the ways into an emulator. It answers every request that reaches it, errors of its own included. */
public interface Door {

    /** Whether a request is for this door. */
    boolean accepts(Request request);

    /**
     * Answers a request.
     *
     * @throws IOException when the client has gone
     */
    Response answer(Request request) throws IOException;

    /** What this door says when a request turns out to be no proper HTTP while it is read. */
    Response malformed(String reason);

    /** What this door says when something happened that it did not foresee. */
    Response failed();
}
