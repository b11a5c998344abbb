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
import java.util.regex.Pattern;

/** An HTTP request, without the server that it came through. Its body can be read once. */
public final class Request {

    private static final Pattern SCHEME = Pattern.compile("https?");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:\\[\\]_-]+");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

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

    /** What a proxy says it was asked, as far as it can be true; else what was asked here. */
    private static Origin origin(HttpServletRequest request) {
        String scheme = forwarded(request, "X-Forwarded-Proto", SCHEME).orElseGet(request::getScheme);
        String host = forwarded(request, "X-Forwarded-Host", HOST)
                .or(() -> Optional.ofNullable(request.getHeader("Host")))
                .orElseGet(() -> request.getLocalName() + ":" + request.getLocalPort());
        Origin origin = new Origin(scheme, host);
        Optional<String> port = forwarded(request, "X-Forwarded-Port", PORT);
        boolean missing = port.isPresent()
                && !port.get().equals(origin.port())
                && origin.portSuffix().isEmpty();
        return missing ? new Origin(scheme, host + ":" + port.get()) : origin;
    }

    private static Optional<String> forwarded(HttpServletRequest request, String header, Pattern form) {
        return Optional.ofNullable(request.getHeader(header))
                .map(value -> value.split(",", 2)[0].trim())
                .filter(value -> form.matcher(value).matches());
    }
}
