package io.github.ecremulator.server.http;

import io.github.ecremulator.core.store.BlobReader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.HttpOutput;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one boundary: finds the door for a request, and writes what the door answers. */
final class Front {

    private static final Logger LOG = LoggerFactory.getLogger(Front.class);
    private static final int SLICE = 1 << 20;
    private static final int LONGEST_TARGET = 500;
    private static final int MOST_TO_DISCARD = 8 << 20;

    void handle(HttpServletRequest servletRequest, HttpServletResponse servletResponse) throws IOException {
        Listener listener = (Listener) ServletContextRequest.getServletContextRequest(servletRequest)
                .getConnectionMetaData()
                .getConnector();
        Endpoint endpoint = listener.endpoint();
        Request request = new Request(servletRequest);
        Response response = answer(endpoint, request);
        endpoint.log().add(request.method(), target(servletRequest), response.status(), response.remark());
        try {
            write(request, response, servletResponse);
        } catch (EofException e) {
            LOG.debug("{} {}: the client went away", request.method(), request.path(), e);
        }
    }

    private static Response answer(Endpoint endpoint, Request request) {
        Optional<Door> door =
                endpoint.doors().stream().filter(it -> it.accepts(request)).findFirst();
        if (door.isEmpty()) {
            return Response.of(404)
                    .body(
                            "text/plain; charset=utf-8",
                            "Nothing is here. The registry is at /v2/, the AWS API at POST /, the emulator's own"
                                    + " controls are at /_ecr/.\n");
        }
        try {
            return door.get().answer(request);
        } catch (RuntimeException | StackOverflowError e) {
            if (e instanceof HttpException malformed) {
                String reason = malformed.getReason() == null ? "Bad request" : malformed.getReason();
                return door.get().malformed(reason).header("Connection", "close");
            }
            LOG.error("{} {} failed", request.method(), request.path(), e);
            return door.get().failed().remark(e.toString());
        } catch (IOException e) {
            LOG.debug("{} {} broke off", request.method(), request.path(), e);
            return door.get()
                    .malformed("The body of the request cannot be read to its end")
                    .header("Connection", "close");
        }
    }

    private static void write(Request request, Response response, HttpServletResponse servletResponse)
            throws IOException {
        try (BlobReader blob = response.body() instanceof Response.Blob body ? body.reader() : null) {
            discardRest(request);
            servletResponse.setStatus(response.status());
            for (Map.Entry<String, String> header : response.headers().entrySet()) {
                servletResponse.setHeader(header.getKey(), header.getValue());
            }
            if (!response.headers().containsKey("Content-Type")) {
                servletResponse.setContentType(null);
            }
            if (response.status() != 204 && !response.headers().containsKey("Content-Length")) {
                servletResponse.setContentLengthLong(response.body().length());
            }
            if (!request.method().equals("HEAD")) {
                write(response.body(), servletResponse.getOutputStream());
            }
        }
    }

    private static void write(Response.Body body, OutputStream out) throws IOException {
        if (body instanceof Response.Bytes held) {
            out.write(held.bytes());
        } else if (body instanceof Response.Blob blob) {
            HttpOutput output = (HttpOutput) out;
            long end = blob.start() + blob.length();
            for (long position = blob.start(); position < end; ) {
                ByteBuffer slice = blob.reader().slice(position, (int) Math.min(SLICE, end - position));
                position += slice.remaining();
                output.write(slice);
            }
        }
    }

    /**
     * Reads what is left of a body that nobody wanted, within bounds, so that the client gets to see the answer instead
     * of a broken connection.
     */
    private static void discardRest(Request request) {
        byte[] buffer = new byte[8 << 10];
        try (InputStream body = request.body()) {
            for (int left = MOST_TO_DISCARD, read = 0; left > 0 && read >= 0; left -= read) {
                read = body.read(buffer);
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("the rest of a body cannot be read", e);
        }
    }

    private static String target(HttpServletRequest request) {
        String query = request.getQueryString();
        boolean secret = query != null && query.contains("X-Amz-");
        String target = request.getRequestURI() + (query == null ? "" : secret ? "?(signed)" : "?" + query);
        return target.length() <= LONGEST_TARGET ? target : target.substring(0, LONGEST_TARGET) + "…";
    }
}
