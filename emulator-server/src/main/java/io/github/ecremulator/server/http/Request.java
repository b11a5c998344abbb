package io.github.ecremulator.server.http;

import io.github.ecremulator.server.address.Origin;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** An HTTP request, without the server that it came through. Its body can be read once. */
public final class Request {

    private final HttpServletRequest servletRequest;
    private final Origin origin;

    Request(HttpServletRequest servletRequest) {
        this.servletRequest = servletRequest;
        this.origin = origin(servletRequest);
    }

    /** The method, in upper case. */
    public String method() {
        return servletRequest.getMethod();
    }

    /** The path as it was sent, percent signs and all. */
    public String path() {
        return servletRequest.getRequestURI();
    }

    /** The scheme and host that the client used. */
    public Origin origin() {
        return origin;
    }

    /** A header, its first value if there are several. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(servletRequest.getHeader(name));
    }

    /** A query parameter, decoded, its first value if there are several; malformed escapes count as absent. */
    public Optional<String> query(String name) {
        String query = servletRequest.getQueryString();
        if (query == null) {
            return Optional.empty();
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (decode(key).equals(Optional.of(name))) {
                return decode(equals < 0 ? "" : pair.substring(equals + 1));
            }
        }
        return Optional.empty();
    }

    /** How long the body is, when the client said so. */
    public OptionalLong contentLength() {
        long length = servletRequest.getContentLengthLong();
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    /** The media type of the body in lower case, without parameters. */
    public Optional<String> contentType() {
        return header("Content-Type").map(type -> {
            int semicolon = type.indexOf(';');
            return (semicolon < 0 ? type : type.substring(0, semicolon)).trim().toLowerCase(Locale.ROOT);
        });
    }

    /** The body. */
    public InputStream body() throws IOException {
        return servletRequest.getInputStream();
    }

    private static Optional<String> decode(String text) {
        try {
            return Optional.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Origin origin(HttpServletRequest request) {
        String scheme = firstOf(request.getHeader("X-Forwarded-Proto"), request.getScheme());
        String host = firstOf(request.getHeader("X-Forwarded-Host"), request.getHeader("Host"));
        return new Origin(scheme, host.isEmpty() ? request.getLocalName() + ":" + request.getLocalPort() : host);
    }

    private static String firstOf(@Nullable String preferred, @Nullable String other) {
        String value = preferred != null && !preferred.isBlank() ? preferred : other == null ? "" : other;
        int comma = value.indexOf(',');
        return (comma < 0 ? value : value.substring(0, comma)).trim();
    }
}
