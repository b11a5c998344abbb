package io.github.ecremulator.server.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.server.http.Door;
import io.github.ecremulator.server.http.Request;
import io.github.ecremulator.server.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** The emulator's own controls, at {@code /_ecr/}. They are open to whoever reaches the port. */
public final class AdminDoor implements Door {

    private static final String PREFIX = "/_ecr/";
    private static final int LONGEST_BODY = 64 << 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EcrEmulator emulator;
    private final Runnable reset;

    /**
     * Controls an emulator.
     *
     * @param reset what puts the emulator back to its beginning
     */
    public AdminDoor(EcrEmulator emulator, Runnable reset) {
        this.emulator = emulator;
        this.reset = reset;
    }

    @Override
    public boolean accepts(Request request) {
        return request.path().startsWith(PREFIX);
    }

    @Override
    public Response answer(Request request) throws IOException {
        String call = request.method() + " " + request.path().substring(PREFIX.length());
        return switch (call) {
            case "GET health", "HEAD health" -> reply(200, object().put("status", "UP"));
            case "GET ready", "HEAD ready" -> reply(200, object().put("status", "READY"));
            case "GET clock" -> clock();
            case "POST clock/advance" -> advance(request);
            case "POST reset" -> {
                reset.run();
                yield reply(200, object().put("status", "RESET"));
            }
            default ->
                reply(
                        404,
                        error("There is no " + call.replace(" ", " " + PREFIX)
                                + ". There are GET /_ecr/health, GET /_ecr/ready, POST /_ecr/reset, GET /_ecr/clock and"
                                + " POST /_ecr/clock/advance."));
        };
    }

    @Override
    public Response malformed(String reason) {
        return reply(400, error(reason));
    }

    @Override
    public Response failed() {
        return reply(500, error("An internal error occurred; the log says more."));
    }

    private Response clock() {
        return reply(
                200,
                object().put("now", emulator.clock().now().toString())
                        .put("offset", emulator.clock().offset().toString())
                        .put("frozen", emulator.clock().isFrozen()));
    }

    private Response advance(Request request) throws IOException {
        Duration duration;
        try {
            duration = Duration.parse(body(request).path("duration").asText());
        } catch (DateTimeParseException e) {
            return reply(400, error("A body such as {\"duration\":\"PT12H\"} is needed, with an ISO-8601 duration."));
        }
        try {
            emulator.clock().advance(duration);
        } catch (IllegalArgumentException e) {
            return reply(400, error(String.valueOf(e.getMessage())));
        }
        return clock();
    }

    private static JsonNode body(Request request) throws IOException {
        try (InputStream body = request.body()) {
            return JSON.readTree(body.readNBytes(LONGEST_BODY));
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    private static ObjectNode error(String message) {
        return object().put("message", message);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static Response reply(int status, ObjectNode body) {
        return Response.of(status).body("application/json", body + "\n");
    }
}
