package io.github.ecremulator.contract.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import io.github.ecremulator.server.EcrEmulatorServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;

@SuppressWarnings("deprecation") // registryIds is deprecated, and used by those who never heard of it
class GetAuthorizationTokenTest {

    @RegisterExtension
    static final EcrUnderTest ecr = new EcrUnderTest();

    @Test
    @Documented(ApiReference.GET_AUTHORIZATION_TOKEN)
    void answersOneTokenForTheCallersOwnRegistry() {
        List<AuthorizationData> answer = ecr.client().getAuthorizationToken().authorizationData();

        assertThat(answer).hasSize(1);
        assertThat(answer.get(0).authorizationToken()).matches("\\S+");
        assertThat(answer.get(0).expiresAt()).isNotNull();
        assertThat(answer.get(0).proxyEndpoint()).isNotNull();
    }

    @Test
    @Documented(ApiReference.REGISTRY_AUTHENTICATION)
    void theTokenIsTheUserNameAwsAndAPasswordInBase64() {
        String[] userAndPassword = decoded(token()).split(":", -1);

        assertThat(userAndPassword).as("a client splits at the colon").hasSize(2);
        assertThat(userAndPassword[0]).isEqualTo("AWS");
        assertThat(userAndPassword[1]).isNotEmpty();
    }

    @Test
    @Observed("the password of a real token decodes to JSON; clients never look into it")
    void thePasswordIsBase64Itself() {
        String password = decoded(token()).substring("AWS:".length());

        assertThat(Base64.getDecoder().decode(password)).isNotEmpty();
    }

    @Test
    @Documented(ApiReference.GET_AUTHORIZATION_TOKEN)
    void aTokenLastsForTwelveHoursOfTheEmulatorsClock() {
        Instant now = ecr.frozenNow();

        assertThat(authorization().expiresAt()).isEqualTo(now.plus(Duration.ofHours(12)));

        ecr.emulator().clock().advance(Duration.ofHours(5));

        assertThat(authorization().expiresAt()).isEqualTo(now.plus(Duration.ofHours(17)));
    }

    @Test
    @Documented(ApiReference.REGISTRY_AUTHENTICATION)
    void aTokenOpensTheRegistryUntilItExpires() {
        RegistryDoor door = new RegistryDoor(ecr.server(), token());

        assertThat(door.get("/v2/").statusCode()).isEqualTo(200);

        ecr.emulator().clock().advance(Duration.ofHours(12).minusMinutes(1));
        assertThat(door.get("/v2/").statusCode()).isEqualTo(200);

        ecr.emulator().clock().advance(Duration.ofMinutes(1));
        assertThat(door.get("/v2/").statusCode()).isEqualTo(403);
        assertThat(door.get("/v2/").body())
                .contains("DENIED", "Your authorization token has expired. Reauthenticate and try again.");
    }

    @Test
    @Assumed("a repository URI and its endpoint must lead the caller back to the emulator it called")
    void theProxyEndpointIsTheAddressByWhichTheApiWasCalled() {
        assertThat(authorization().proxyEndpoint())
                .isEqualTo("http://" + ecr.server().registryHost());
    }

    @Test
    @Documented(ApiReference.GET_AUTHORIZATION_TOKEN)
    void theProxyEndpointOfTheAwsStyleIsTheRealHostWithASchemeAndWithoutAPath() {
        try (EcrEmulatorServer server =
                        EcrEmulatorServer.builder().uriStyle("aws").start();
                EcrClient client = EcrUnderTest.clientOf(server, "any", "eu-west-1", new ModelGuard())) {
            assertThat(client.getAuthorizationToken().authorizationData())
                    .extracting(AuthorizationData::proxyEndpoint)
                    .containsExactly("https://123456789012.dkr.ecr.eu-west-1.amazonaws.com");
        }
    }

    @Test
    @Documented(ApiReference.GET_AUTHORIZATION_TOKEN)
    void answersOneEntryForEachRegistryThatIsAskedFor() {
        try (EcrEmulatorServer server =
                        EcrEmulatorServer.builder().uriStyle("aws").start();
                EcrClient client = EcrUnderTest.clientOf(server, "any", "eu-west-1", new ModelGuard())) {
            assertThat(client.getAuthorizationToken(r -> r.registryIds("210987654321", "123456789012"))
                            .authorizationData())
                    .extracting(AuthorizationData::proxyEndpoint)
                    .containsExactly(
                            "https://210987654321.dkr.ecr.eu-west-1.amazonaws.com",
                            "https://123456789012.dkr.ecr.eu-west-1.amazonaws.com");
        }
    }

    @Test
    @Observed(Sighting.REGISTRY_IDS_PATTERN)
    void refusesARegistryIdThatHasNotTwelveDigits() {
        ecr.refusal(() -> ecr.client().getAuthorizationToken(r -> r.registryIds("12345678901")))
                .isInvalidParameter(
                        "registryIds",
                        "Member must satisfy constraint: [Member must satisfy regular expression pattern: [0-9]{12}]");
    }

    @Test
    @Documented(ApiReference.SERVICE_MODEL)
    void refusesMoreThanTenRegistryIds() {
        ecr.refusal(() -> ecr.client()
                        .getAuthorizationToken(r -> r.registryIds(Collections.nCopies(11, EcrUnderTest.ACCOUNT))))
                .isInvalidParameter("registryIds", "Member must have length less than or equal to 10");
    }

    @Test
    @Documented(ApiReference.SERVICE_MODEL)
    void refusesAnEmptyListOfRegistryIds() {
        ecr.refusal(() -> ecr.client().getAuthorizationToken(r -> r.registryIds(List.of())))
                .isInvalidParameter("registryIds", "Member must have length greater than or equal to 1");
    }

    @Test
    @Assumed("ECR derives each token anew; a constant one would hide that a client never logs in again")
    void everyTokenIsAnother() {
        assertThat(token()).isNotEqualTo(token());
    }

    private static AuthorizationData authorization() {
        return ecr.client().getAuthorizationToken().authorizationData().get(0);
    }

    private static String token() {
        return authorization().authorizationToken();
    }

    private static String decoded(String token) {
        return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
    }
}
