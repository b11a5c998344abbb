package io.github.ecremulator.server.http;

import io.github.ecremulator.core.store.BlobReader;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers with a blob, or with the one range of it that was asked for. Several ranges at once are answered with the
 * whole, which RFC 9110 allows.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-range-requests">RFC 9110, range requests</a>
 */
public final class BlobResponse {

    private static final Pattern RANGE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

    private BlobResponse() {}

    /** The answer; whoever writes it closes the blob. */
    public static Response of(Request request, BlobReader blob, String contentType) {
        Optional<Matcher> range = request.header("Range").map(RANGE::matcher).filter(Matcher::matches);
        if (range.isEmpty() || range.get().group().matches("bytes=\\s*-\\s*")) {
            return ranged(200, contentType, blob, 0, blob.size());
        }
        String first = range.get().group(1);
        String last = range.get().group(2);
        long size = blob.size();
        long start = first.isEmpty() ? Math.max(0, size - Long.parseLong(last)) : Long.parseLong(first);
        long end = first.isEmpty() || last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
        boolean backwards = !first.isEmpty() && !last.isEmpty() && Long.parseLong(last) < start;
        if (backwards || start > end) {
            blob.close();
            return Response.of(416)
                    .header("Content-Range", "bytes */" + size)
                    .body("text/plain; charset=utf-8", "The range is not within the blob.\n");
        }
        return ranged(206, contentType, blob, start, end - start + 1)
                .header("Content-Range", "bytes " + start + "-" + end + "/" + size);
    }

    private static Response ranged(int status, String contentType, BlobReader blob, long start, long length) {
        return Response.of(status)
                .header("Accept-Ranges", "bytes")
                .header("Content-Length", Long.toString(length))
                .body(contentType, blob, start, length);
    }
}
