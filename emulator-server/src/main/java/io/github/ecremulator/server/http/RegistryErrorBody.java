package io.github.ecremulator.server.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/**
 * The form of errors at the registry door: one line of JSON without {@code detail}, as ECR writes it.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md#error-codes">OCI distribution
 *     specification, error codes</a>
 */
public final class RegistryErrorBody {

    /** The media type; docker reads errors of no other. */
    public static final String CONTENT_TYPE = "application/json; charset=utf-8";

    private RegistryErrorBody() {}

    /** The body for one error. */
    public static String of(String code, String message) {
        return "{\"errors\":[{\"code\":\"" + code + "\",\"message\":\""
                + new String(JsonStringEncoder.getInstance().quoteAsString(message)) + "\"}]}\n";
    }
}
