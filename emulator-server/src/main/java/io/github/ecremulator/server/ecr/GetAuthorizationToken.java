package io.github.ecremulator.server.ecr;

import static io.github.ecremulator.server.awsjson.Shape.list;
import static io.github.ecremulator.server.awsjson.Shape.optional;
import static io.github.ecremulator.server.awsjson.Shape.pattern;
import static io.github.ecremulator.server.awsjson.Shape.structure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecremulator.core.identity.RegistryTokens;
import io.github.ecremulator.core.model.AccountId;
import io.github.ecremulator.core.model.RegistryId;
import io.github.ecremulator.server.address.Origin;
import io.github.ecremulator.server.awsjson.ApiCall;
import io.github.ecremulator.server.awsjson.Operation;
import io.github.ecremulator.server.awsjson.Shape.Structure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Issues tokens with which docker signs in for twelve hours.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html">GetAuthorizationToken</a>
 */
final class GetAuthorizationToken implements Operation {

    private static final Structure INPUT = structure(optional("registryIds", list(pattern("[0-9]{12}"), 1, 10)));

    @Override
    public Structure input() {
        return INPUT;
    }

    @Override
    public ObjectNode call(ApiCall call) {
        List<String> registryIds = call.input().texts("registryIds");
        List<AccountId> accounts = registryIds.isEmpty()
                ? List.of(call.caller().account())
                : registryIds.stream().map(AccountId::new).toList();
        ObjectNode output = Output.object();
        ArrayNode data = output.putArray("authorizationData");
        for (AccountId account : accounts) {
            RegistryId registry = new RegistryId(account, call.region());
            RegistryTokens.Issued token = call.emulator().authorization().issue(call.caller(), registry);
            Origin address = call.addressing().registryAddress(call.origin(), registry);
            data.addObject()
                    .put("authorizationToken", encode("AWS:" + token.value()))
                    .put("expiresAt", Output.timestamp(token.expiresAt()))
                    .put("proxyEndpoint", address.url(""));
        }
        return output;
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
