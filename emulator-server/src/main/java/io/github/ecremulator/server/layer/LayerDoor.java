package io.github.ecremulator.server.layer;

import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.core.store.BlobReader;
import io.github.ecremulator.server.http.BlobResponse;
import io.github.ecremulator.server.http.Door;
import io.github.ecremulator.server.http.Request;
import io.github.ecremulator.server.http.Response;
import io.github.ecremulator.server.layer.LayerUrls.Target;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Serves layers by signed URL, and refuses as S3 refuses: in XML. */
public final class LayerDoor implements Door {

    private final EcrEmulator emulator;

    /** Serves the layers of an emulator. */
    public LayerDoor(EcrEmulator emulator) {
        this.emulator = emulator;
    }

    @Override
    public boolean accepts(Request request) {
        return request.path().startsWith(LayerUrls.PREFIX);
    }

    @Override
    public Response answer(Request request) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return error(405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
        }
        Optional<Target> target = new LayerUrls(emulator)
                .read(
                        URLDecoder.decode(request.path(), StandardCharsets.UTF_8),
                        request.query("X-Amz-Date").orElse(""),
                        request.query("X-Amz-Signature").orElse(""));
        if (target.isEmpty()) {
            return error(403, "SignatureDoesNotMatch", "The request signature does not match the one provided.");
        }
        if (!emulator.clock().now().isBefore(target.get().expiresAt())) {
            return error(403, "AccessDenied", "Request has expired");
        }
        Optional<BlobReader> blob = emulator.layers()
                .openSigned(target.get().repository(), target.get().layer());
        return blob.map(reader -> BlobResponse.of(request, reader, "application/octet-stream"))
                .orElseGet(() -> error(404, "NoSuchKey", "The specified key does not exist."));
    }

    @Override
    public Response malformed(String reason) {
        return error(400, "BadRequest", reason);
    }

    @Override
    public Response failed() {
        return error(500, "InternalError", "We encountered an internal error. Please try again.");
    }

    private static Response error(int status, String code, String message) {
        return Response.of(status)
                .body(
                        "application/xml",
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>"
                                + message + "</Message></Error>");
    }
}
