package io.github.ecremulator.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Requests that came through no server. */
public final class SampleRequest {

    private SampleRequest() {}

    public static Request withHeader(String name, String value) {
        return of(Map.of(name, value), null, -1);
    }

    public static Request withQuery(String query) {
        return of(Map.of(), query, -1);
    }

    public static Request withLength(long length) {
        return of(Map.of(), null, length);
    }

    public static Request plain() {
        return of(Map.of(), null, -1);
    }

    private static Request of(Map<String, String> headers, @Nullable String query, long length) {
        Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.put("Host", "localhost:5010");
        byName.putAll(headers);
        return new Request((HttpServletRequest) Proxy.newProxyInstance(
                SampleRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getHeader" -> byName.get((String) arguments[0]);
                    case "getScheme" -> "http";
                    case "getMethod" -> "GET";
                    case "getRequestURI" -> "/";
                    case "getQueryString" -> query;
                    case "getContentLengthLong" -> length;
                    default -> throw new UnsupportedOperationException(method.getName());
                }));
    }
}
