package io.github.ecremulator.server.oci;

import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.server.http.Request;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a part of an upload begins and how long it is, as far as the client says so. In this protocol the header has no
 * unit, but some clients send one all the same.
 *
 * @param first the position of the first byte
 * @param length in bytes
 */
record ContentRange(OptionalLong first, OptionalLong length) {

    private static final Pattern FORM = Pattern.compile("(?:bytes[ =])?(\\d{1,18})-(\\d{1,18})(?:/.*)?");

    static ContentRange of(Request request) {
        String header = request.header("Content-Range").orElse(null);
        if (header == null) {
            return new ContentRange(OptionalLong.empty(), request.contentLength());
        }
        Matcher matcher = FORM.matcher(header.trim());
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) > Long.parseLong(matcher.group(2))) {
            throw new EcrException(new EcrError.InvalidParameter(
                    "Content-Range", "must satisfy regular expression '^[0-9]+-[0-9]+$'"));
        }
        long first = Long.parseLong(matcher.group(1));
        long length = Long.parseLong(matcher.group(2)) - first + 1;
        return new ContentRange(OptionalLong.of(first), OptionalLong.of(length));
    }
}
