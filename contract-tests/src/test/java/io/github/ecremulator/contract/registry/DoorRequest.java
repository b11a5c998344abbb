package io.github.ecremulator.contract.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request to the registry door, signed in unless told otherwise. Sent by {@code java.net.http}; over a bare socket
 * when the test chooses the Host header or a request target that no URI class lets through.
 */
final class DoorRequest {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port;
    private final String method;
    private final String target;
    private final List<Map.Entry<String, String>> headers = new ArrayList<>();
    private byte @Nullable [] body;
    private boolean chunked;
    private boolean bareSocket;
    private @Nullable String authorization;
    private @Nullable String host;

    DoorRequest(int port, String method, String target, @Nullable String authorization) {
        this.port = port;
        this.method = method;
        this.target = target.startsWith("http") ? pathAndQuery(target) : target;
        this.authorization = authorization;
    }

    DoorRequest header(String name, String value) {
        headers.add(Map.entry(name, value));
        return this;
    }

    DoorRequest contentType(String type) {
        return header("Content-Type", type);
    }

    DoorRequest body(byte[] bytes) {
        this.body = bytes;
        return this;
    }

    DoorRequest body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends the body by chunked transfer encoding, so without a Content-Length. */
    DoorRequest chunked(byte[] bytes) {
        this.chunked = true;
        return body(bytes);
    }

    DoorRequest anonymous() {
        this.authorization = null;
        return this;
    }

    /** Signs in by this {@code authorizationToken}: base64 of {@code AWS:<password>}. */
    DoorRequest token(String authorizationToken) {
        return authorization("Basic " + authorizationToken);
    }

    DoorRequest authorization(String value) {
        this.authorization = value;
        return this;
    }

    DoorRequest host(String value) {
        this.host = value;
        return this;
    }

    /** Sends the target over a bare socket, byte for byte as given. */
    DoorRequest verbatim() {
        this.bareSocket = true;
        return this;
    }

    Answer send() {
        return host == null && !bareSocket ? sendByHttpClient() : sendBySocket();
    }

    private Answer sendByHttpClient() {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + target))
                .timeout(PATIENCE)
                .method(method, publisher());
        headers.forEach(field -> request.header(field.getKey(), field.getValue()));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            HttpResponse<byte[]> response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
            List<Map.Entry<String, String>> received = new ArrayList<>();
            response.headers().map().forEach((name, values) -> values.forEach(v -> received.add(Map.entry(name, v))));
            return new Answer(method + " " + target, response.statusCode(), received, response.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(method + " " + target, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private BodyPublisher publisher() {
        byte[] bytes = body;
        if (bytes == null) {
            return BodyPublishers.noBody();
        }
        return chunked
                ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))
                : BodyPublishers.ofByteArray(bytes);
    }

    private Answer sendBySocket() {
        try (BareConnection connection = BareConnection.to(port)) {
            return connection
                    .send(method, target, allHeaders())
                    .write(body == null ? new byte[0] : body)
                    .read(method);
        }
    }

    private List<String> allHeaders() {
        List<String> lines = new ArrayList<>();
        lines.add("Host: " + (host == null ? "localhost:" + port : host));
        if (authorization != null) {
            lines.add("Authorization: " + authorization);
        }
        if (body != null || !method.equals("GET") && !method.equals("HEAD")) {
            lines.add("Content-Length: " + (body == null ? 0 : body.length));
        }
        headers.forEach(field -> lines.add(field.getKey() + ": " + field.getValue()));
        return lines;
    }

    static String pathAndQuery(String url) {
        URI uri = URI.create(url);
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }
}
