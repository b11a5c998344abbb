package io.github.ecremulator.contract.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the registry door answered: status, header fields in the order received, body. */
record Answer(String request, int status, List<Map.Entry<String, String>> headers, byte[] body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Nullable
    String header(String name) {
        List<String> values = headers(name);
        return values.isEmpty() ? null : values.get(0);
    }

    List<String> headers(String name) {
        return headers.stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The Content-Type without the optional space before its parameters, which HTTP libraries add or drop at will. */
    @Nullable
    String contentType() {
        String value = header("Content-Type");
        return value == null ? null : value.replace("; ", ";").toLowerCase(Locale.ROOT);
    }

    String location() {
        String location = header("Location");
        assertThat(location).as("Location of %s", this).isNotNull();
        return location;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            throw new AssertionError("not JSON: " + this, notJson);
        }
    }

    Answer expect(int expectedStatus) {
        assertThat(status).as("status of %s", this).isEqualTo(expectedStatus);
        return this;
    }

    /** One line of compact JSON, keys in the order code, message, one newline, exact length, exact type. */
    Answer expectError(int expectedStatus, String code, String message) {
        expect(expectedStatus);
        String expectedBody = errorBody(code, message);
        assertThat(text()).as("body of %s", this).isEqualTo(expectedBody);
        return expectErrorHeaders(expectedBody.getBytes(StandardCharsets.UTF_8).length);
    }

    /** As {@link #expectError}, for a HEAD: no body, but the header fields of the GET's body. */
    Answer expectHeadError(int expectedStatus, String code, String message) {
        expect(expectedStatus);
        assertThat(body).as("body of %s", this).isEmpty();
        return expectErrorHeaders(errorBody(code, message).getBytes(StandardCharsets.UTF_8).length);
    }

    /** The form of the door's errors with this code, whatever the message says. */
    Answer expectErrorCode(int expectedStatus, String code) {
        expect(expectedStatus);
        assertThat(errorCode()).as("code of %s", this).isEqualTo(code);
        return this;
    }

    String errorCode() {
        return error().get("code").asText();
    }

    String errorMessage() {
        return error().get("message").asText();
    }

    /** Checks that the body has the form of the door's errors, and gives its only entry. */
    JsonNode error() {
        assertThat(contentType()).as("Content-Type of %s", this).isEqualTo("application/json;charset=utf-8");
        JsonNode errors = json().path("errors");
        assertThat(errors.isArray() && errors.size() == 1)
                .as("one error in %s", this)
                .isTrue();
        JsonNode error = errors.get(0);
        assertThat(error.fieldNames())
                .toIterable()
                .as("members of the error in %s", this)
                .containsExactly("code", "message");
        assertThat(text())
                .as("compact JSON and one newline")
                .isEqualTo(errorBody(
                        error.get("code").asText(), error.get("message").asText()));
        return error;
    }

    private Answer expectErrorHeaders(int length) {
        assertThat(contentType()).as("Content-Type of %s", this).isEqualTo("application/json;charset=utf-8");
        assertThat(header("Content-Length")).as("Content-Length of %s", this).isEqualTo(String.valueOf(length));
        assertThat(header("Docker-Distribution-Api-Version"))
                .as("API version of %s", this)
                .isEqualTo("registry/2.0");
        return this;
    }

    private static String errorBody(String code, String message) {
        return "{\"errors\":[{\"code\":" + quoted(code) + ",\"message\":" + quoted(message) + "}]}\n";
    }

    private static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public String toString() {
        String shown = text();
        return request + " -> " + status + " " + headers + " "
                + (shown.length() > 600 ? shown.substring(0, 600) + "…" : shown);
    }
}
