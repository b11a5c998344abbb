package io.github.ecremulator.server.http;

import java.nio.charset.StandardCharsets;

/** Reads what an answer would write. */
public final class ResponseText {

    private ResponseText() {}

    public static String of(Response response) {
        return new String(((Response.Bytes) response.body()).bytes(), StandardCharsets.UTF_8);
    }
}
