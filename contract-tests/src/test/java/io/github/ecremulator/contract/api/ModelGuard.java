package io.github.ecremulator.contract.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Holds every answer that a client gets against the published model: only declared members, none of them null, numbers
 * where numbers are declared, enums and patterns as declared, only declared errors. The SDK itself would silently drop
 * what it does not know. Does nothing where no model is at hand.
 */
final class ModelGuard implements ExecutionInterceptor {

    /** Errors that any operation may answer before it is reached. */
    private static final List<String> FRONT_DOOR =
            List.of("AccessDeniedException", "SerializationException", "UnknownOperationException");

    private final List<String> complaints = new CopyOnWriteArrayList<>();

    void assertNothingWasWrong() {
        List<String> found = List.copyOf(complaints);
        complaints.clear();
        assertThat(found).as("answers that the service model does not allow").isEmpty();
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        Optional<InputStream> body = context.responseBody();
        if (body.isEmpty() || !ServiceModel.isAvailable()) {
            return body;
        }
        try (InputStream content = body.get()) {
            byte[] bytes = content.readAllBytes();
            String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
            boolean success = context.httpResponse().isSuccessful();
            inspect(operation, success, RawEcr.JSON.readTree(bytes));
            return Optional.of(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void inspect(String operation, boolean success, JsonNode body) {
        ServiceModel model = ServiceModel.get();
        List<String> found = new ArrayList<>();
        if (success) {
            inspect(operation, model.output(operation), body, found);
        } else {
            String type = body.path("__type").asText();
            if (model.errors(operation).contains(type)) {
                JsonNode members = body.deepCopy();
                ((ObjectNode) members).remove("__type");
                inspect(operation + " " + type, model.shape(type), members, found);
            } else if (!FRONT_DOOR.contains(type)) {
                found.add(operation + " does not declare the error " + body);
            }
        }
        complaints.addAll(found);
    }

    private static void inspect(String path, ServiceModel.Shape shape, JsonNode value, List<String> found) {
        if (value.isNull()) {
            found.add(path + " is null instead of absent");
            return;
        }
        switch (shape.type()) {
            case "structure" -> inspectStructure(path, shape, value, found);
            case "list" -> inspectList(path, shape, value, found);
            case "map" ->
                value.properties()
                        .forEach(entry -> inspect(path + "." + entry.getKey(), shape.value(), entry.getValue(), found));
            case "timestamp" -> inspectTimestamp(path, value, found);
            case "long", "integer" -> require(value.isIntegralNumber(), path, "is not a whole number", value, found);
            case "boolean" -> require(value.isBoolean(), path, "is not a boolean", value, found);
            case "string" -> inspectString(path, shape, value, found);
            default -> found.add(path + " is not in the model: " + value);
        }
    }

    private static void inspectStructure(String path, ServiceModel.Shape shape, JsonNode value, List<String> found) {
        if (!value.isObject()) {
            found.add(path + " is not an object: " + value);
            return;
        }
        value.properties().forEach(entry -> {
            if (shape.hasMember(entry.getKey())) {
                inspect(path + "." + entry.getKey(), shape.member(entry.getKey()), entry.getValue(), found);
            } else {
                found.add(path + " has no member " + entry.getKey());
            }
        });
        shape.members().stream()
                .filter(member -> shape.requires(member) && !value.has(member))
                .forEach(member -> found.add(path + " lacks the required member " + member));
    }

    private static void inspectList(String path, ServiceModel.Shape shape, JsonNode value, List<String> found) {
        if (!value.isArray()) {
            found.add(path + " is not a list: " + value);
            return;
        }
        for (JsonNode element : value) {
            inspect(path + "[]", shape.element(), element, found);
        }
    }

    private static void inspectTimestamp(String path, JsonNode value, List<String> found) {
        if (!value.isNumber()) {
            found.add(path + " is not a number of seconds: " + value);
            return;
        }
        BigDecimal seconds = value.decimalValue().stripTrailingZeros();
        require(seconds.scale() <= 3, path, "is finer than milliseconds", value, found);
    }

    private static void inspectString(String path, ServiceModel.Shape shape, JsonNode value, List<String> found) {
        if (!value.isTextual()) {
            found.add(path + " is not a string: " + value);
            return;
        }
        String text = value.asText();
        if (!shape.values().isEmpty()) {
            require(shape.values().contains(text), path, "is not of " + shape.values(), value, found);
        }
        if (shape.has("pattern")) {
            require(text.matches(shape.pattern()), path, "does not match " + shape.pattern(), value, found);
        }
        if (shape.has("min")) {
            require(text.length() >= shape.number("min"), path, "is too short", value, found);
        }
        if (shape.has("max")) {
            require(text.length() <= shape.number("max"), path, "is too long", value, found);
        }
    }

    private static void require(boolean holds, String path, String complaint, JsonNode value, List<String> found) {
        if (!holds) {
            found.add(path + " " + complaint + ": " + value);
        }
    }
}
