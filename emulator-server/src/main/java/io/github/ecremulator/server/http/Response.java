package io.github.ecremulator.server.http;

import io.github.ecremulator.core.store.BlobReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An HTTP answer as a value, written by the one boundary that all doors share. Immutable. */
public final class Response {

    private final int status;
    private final Map<String, String> headers;
    private final Body body;
    private final @Nullable String remark;

    private Response(int status, Map<String, String> headers, Body body, @Nullable String remark) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.remark = remark;
    }

    /** An answer without headers and body. */
    public static Response of(int status) {
        return new Response(status, Map.of(), new Bytes(new byte[0]), null);
    }

    /** The same answer with a header. */
    public Response header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, more, body, remark);
    }

    /** The same answer with a body. */
    public Response body(String contentType, byte[] bytes) {
        return new Response(status, headers, new Bytes(bytes), remark).header("Content-Type", contentType);
    }

    /** The same answer with a text as its body. */
    public Response body(String contentType, String text) {
        return body(contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same answer with part of a blob as its body; whoever writes the answer closes the blob. */
    public Response body(String contentType, BlobReader blob, long start, long length) {
        return new Response(status, headers, new Blob(blob, start, length), remark).header("Content-Type", contentType);
    }

    /** The same answer with a word about it for the log of requests. */
    public Response remark(String text) {
        return new Response(status, headers, body, text);
    }

    /** The status code. */
    public int status() {
        return status;
    }

    /** The headers, in the order given. */
    public Map<String, String> headers() {
        return headers;
    }

    /** What the log of requests says besides the status, if anything. */
    public @Nullable String remark() {
        return remark;
    }

    Body body() {
        return body;
    }

    /** What follows the headers. */
    sealed interface Body {

        /** Length in bytes. */
        long length();
    }

    /** A body that is held. */
    record Bytes(byte[] bytes) implements Body {
        @Override
        public long length() {
            return bytes.length;
        }
    }

    /** A body that is streamed. */
    record Blob(BlobReader reader, long start, long length) implements Body {}
}
