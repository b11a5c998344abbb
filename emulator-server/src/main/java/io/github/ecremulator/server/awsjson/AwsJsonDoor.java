package io.github.ecremulator.server.awsjson;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.identity.Caller;
import io.github.ecremulator.core.identity.Identifiers;
import io.github.ecremulator.core.model.AccountId;
import io.github.ecremulator.core.model.Region;
import io.github.ecremulator.server.address.Addressing;
import io.github.ecremulator.server.awsjson.BoundedBody.TooLong;
import io.github.ecremulator.server.awsjson.InputReader.MalformedBody;
import io.github.ecremulator.server.error.EcrMessages;
import io.github.ecremulator.server.http.Door;
import io.github.ecremulator.server.http.Request;
import io.github.ecremulator.server.http.Response;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * An AWS API in protocol JSON 1.1: {@code POST /} with the operation in {@code X-Amz-Target}. A request is checked in
 * the order target, credentials, form, constraints; permission and existence are the operation's affair.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1 protocol</a>
 */
public final class AwsJsonDoor implements Door {

    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";

    /** A layer part of 20 MiB in base64, and room for the members beside it. */
    private static final long LONGEST_BODY = 32L << 20;

    private final EcrEmulator emulator;
    private final Addressing addressing;
    private final Identifiers identifiers;
    private final String targetPrefix;
    private final Map<String, Operation> operations;

    /**
     * An API of some operations.
     *
     * @param targetPrefix what stands before the operation's name in {@code X-Amz-Target}, dot included
     */
    public AwsJsonDoor(
            EcrEmulator emulator,
            Addressing addressing,
            Identifiers identifiers,
            String targetPrefix,
            Map<String, Operation> operations) {
        this.emulator = emulator;
        this.addressing = addressing;
        this.identifiers = identifiers;
        this.targetPrefix = targetPrefix;
        this.operations = operations;
    }

    @Override
    public boolean accepts(Request request) {
        return request.path().equals("/") && request.method().equals("POST");
    }

    @Override
    public Response answer(Request request) throws IOException {
        String target = request.header("X-Amz-Target").orElse("");
        Operation operation =
                target.startsWith(targetPrefix) ? operations.get(target.substring(targetPrefix.length())) : null;
        if (operation == null) {
            return error(400, "UnknownOperationException", "").remark(target + " UnknownOperationException");
        }
        String name = target.substring(targetPrefix.length());
        Response response = call(operation, request);
        return response.remark(response.remark() == null ? name : name + " " + response.remark());
    }

    @Override
    public Response malformed(String reason) {
        return error(400, "SerializationException", reason);
    }

    @Override
    public Response failed() {
        return error(500, "ServerException", "An internal error occurred");
    }

    private Response call(Operation operation, Request request) throws IOException {
        try {
            Credentials credentials = Credentials.of(request).orElse(null);
            if (credentials == null) {
                return error(400, "MissingAuthenticationTokenException", "Missing Authentication Token");
            }
            Region region = addressing.apiRegion(request.origin(), credentials.region());
            AccountId account = emulator.accessKeys()
                    .accountOf(credentials.accessKeyId())
                    .orElseGet(() -> addressing.callerAccount(request.origin(), credentials.accessKeyId()));
            Caller caller = Caller.administrator(account, region.partition());
            Input input = InputReader.read(new BoundedBody(request.body(), LONGEST_BODY), operation.input());
            Constraints.check(operation.input(), input);
            ApiCall call = new ApiCall(emulator, caller, region, input, request.origin(), addressing);
            return reply(200, operation.call(call));
        } catch (MalformedBody e) {
            return error(
                    400,
                    "SerializationException",
                    Optional.ofNullable(e.getMessage()).orElse(""));
        } catch (TooLong e) {
            return error(413, "RequestEntityTooLargeException", "The request body is too long");
        } catch (EcrException e) {
            return error(e.error());
        }
    }

    private Response error(EcrError error) {
        return reply(400, AwsJsonErrors.body(error)).remark(AwsJsonErrors.name(error) + " " + EcrMessages.of(error));
    }

    private Response error(int status, String name, String message) {
        return reply(status, AwsJsonErrors.body(name, message)).remark(name);
    }

    private Response reply(int status, ObjectNode body) {
        return Response.of(status)
                .header("Server", "Server")
                .header("x-amzn-RequestId", identifiers.uuid())
                .body(CONTENT_TYPE, body.toString());
    }
}
