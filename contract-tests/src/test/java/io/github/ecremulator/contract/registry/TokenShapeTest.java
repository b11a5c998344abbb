package io.github.ecremulator.contract.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;

/** What each client of ECR takes for granted about the authorization token; every rule is checked on many tokens. */
class TokenShapeTest {

    private static final List<String> ACCOUNTS =
            List.of("123456789012", "210987654321", "000000000000", "999999999999");
    private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1", "ap-northeast-3", "cn-north-1");
    private static final int TOKENS_PER_CALLER = 8;

    @RegisterExtension
    final RegistryUnderTest registry = RegistryUnderTest.with("app");

    @Test
    @Observed(
            "sources of aws-cli ecr.py, aws-sam-cli ecr_uploader.py, aws-cdk docker-credentials.ts, terraform-provider-aws"
                    + " authorization_token_data_source.go, zot ecr_credential_helper.go, kreuzwerker authentication_helpers.go")
    void everyTokenHasTheShapeThatClientsInsistOn() {
        Set<String> seen = new HashSet<>();
        for (String account : ACCOUNTS) {
            for (String region : REGIONS) {
                for (int i = 0; i < TOKENS_PER_CALLER; i++) {
                    String token = registry.freshToken(account, region);
                    checkToken(token);
                    assertThat(seen.add(token)).as("a token is given once").isTrue();
                    registry.emulator().clock().advance(Duration.ofMillis(987));
                }
            }
        }
    }

    private static void checkToken(String token) {
        assertThat(token)
                .as("padded base64 of both alphabets, no line ending")
                .matches("[A-Za-z0-9]+={0,2}")
                .satisfies(t -> assertThat(t.length() % 4).isZero())
                .satisfies(t -> assertThat(t.length()).as("fits header limits").isLessThan(4096));

        byte[] decoded = Base64.getDecoder().decode(token);
        assertThat(Base64.getUrlDecoder().decode(token)).isEqualTo(decoded);
        String credentials = new String(decoded, StandardCharsets.US_ASCII);
        assertThat(credentials.getBytes(StandardCharsets.US_ASCII))
                .as("ASCII only")
                .isEqualTo(decoded);

        String[] parts = credentials.split(":", -1);
        assertThat(parts).as("user name and password, so one colon").hasSize(2);
        assertThat(parts[0]).isEqualTo("AWS");
        assertThat(parts[1]).startsWith("ey").doesNotContainAnyWhitespaces().isPrintable();
    }

    @Test
    @Documented("API Reference, GetAuthorizationToken, response sample: the password is base64 of a JSON document")
    void thePasswordIsBase64OfAJsonDocument() throws IOException {
        String credentials = new String(Base64.getDecoder().decode(registry.token()), StandardCharsets.US_ASCII);

        JsonNode document = new ObjectMapper()
                .readTree(Base64.getDecoder().decode(credentials.split(":")[1]));

        assertThat(document.isObject()).isTrue();
        assertThat(document.fieldNames()).toIterable().contains("payload", "datakey", "version", "type", "expiration");
    }

    @Test
    @Documented("API Reference, GetAuthorizationToken: expiresAt is 12 hours ahead")
    void theTokenSaysWhenItExpires() {
        registry.emulator().clock().freeze();
        Instant now = registry.emulator().clock().now();

        AuthorizationData data = authorization();

        assertThat(data.expiresAt()).isEqualTo(now.plus(Duration.ofHours(12)).truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    @Observed("sources of CDK and SAM: they log in to proxyEndpoint and push to repositoryUri")
    void theProxyEndpointIsTheHostOfTheRepositoryUri() {
        String repositoryUri = registry.api()
                .describeRepositories(request -> request.repositoryNames("app"))
                .repositories()
                .get(0)
                .repositoryUri();

        URI proxyEndpoint = URI.create(authorization().proxyEndpoint());

        assertThat(repositoryUri).isEqualTo(proxyEndpoint.getAuthority() + "/app");
        assertThat(proxyEndpoint.getPath()).isEmpty();
        assertThat(proxyEndpoint.getAuthority()).isEqualTo("localhost:" + registry.port());
    }

    private AuthorizationData authorization() {
        return registry.api()
                .getAuthorizationToken(request -> {})
                .authorizationData()
                .get(0);
    }
}
