package io.github.ecremulator.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers requests that are no HTTP, or too long, in the registry's form, because its clients read no other. */
final class ProtocolErrors extends ErrorHandler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        respond(request, response, callback);
        return true;
    }

    private static void respond(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        String code = status == 431 || status == 413 || status == 414 ? "SIZE_INVALID" : "UNSUPPORTED";
        Object message = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
        byte[] body = RegistryErrorBody.of(code, message == null ? "Bad request" : message.toString())
                .getBytes(StandardCharsets.UTF_8);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, RegistryErrorBody.CONTENT_TYPE);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    /** The same for what Jetty notices after it has found the application. */
    static final class InContext extends ErrorPageErrorHandler {

        @Override
        public boolean handle(Request request, Response response, @Nullable Callback callback) {
            respond(request, response, callback == null ? Callback.NOOP : callback);
            return true;
        }
    }
}
