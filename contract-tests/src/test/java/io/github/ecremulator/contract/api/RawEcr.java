package io.github.ecremulator.contract.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.ecremulator.server.EcrEmulatorServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The API without an SDK between: hand-written JSON over HTTP. */
final class RawEcr {

    static final String TARGET_PREFIX = "AmazonEC2ContainerRegistry_V20150921.";
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final EcrEmulatorServer server;

    RawEcr(EcrEmulatorServer server) {
        this.server = server;
    }

    /** Calls an operation as the default account in the default region. */
    Answer call(String operation, String json) {
        return send(signed(json).header("X-Amz-Target", TARGET_PREFIX + operation));
    }

    /** A request with all that a client sends, but for the target. */
    HttpRequest.Builder signed(String body) {
        return unsigned(body)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/ecr/aws4_request,"
                                + " SignedHeaders=content-type;host;x-amz-date;x-amz-target,"
                                + " Signature=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")
                .header("X-Amz-Date", "20260101T000000Z");
    }

    HttpRequest.Builder unsigned(String body) {
        return HttpRequest.newBuilder(server.endpoint().resolve("/"))
                .timeout(Duration.ofMinutes(2))
                .header("Content-Type", "application/x-amz-json-1.1")
                .POST(BodyPublishers.ofString(body));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back over the wire. */
    record Answer(int status, HttpHeaders headers, String body) {

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + body, e);
            }
        }

        String type() {
            return json().path("__type").asText();
        }

        String message() {
            JsonNode json = json();
            return json.has("message")
                    ? json.get("message").asText()
                    : json.path("Message").asText();
        }
    }
}
