package io.github.ecremulator.contract.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.server.EcrEmulatorServer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.EcrException;

/**
 * A server per test class, empty before every test, and SDK clients for any account and region of it. Every answer that
 * these clients get is held against the published service model.
 */
final class EcrUnderTest implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    static final String ACCOUNT = "123456789012";
    static final String OTHER_ACCOUNT = "210987654321";
    static final String REGION = "us-east-1";

    /** Shared by all clients and left open for the life of the JVM: its pool costs more than any test. */
    private static final SdkHttpClient HTTP = Apache5HttpClient.create();

    private final Map<String, EcrClient> clients = new HashMap<>();
    private final ModelGuard guard = new ModelGuard();
    private @Nullable EcrEmulatorServer server;
    private @Nullable String owner;

    /** JUnit calls this once more for every nested class, which shares the server of its outer class. */
    @Override
    public void beforeAll(ExtensionContext context) {
        if (server == null) {
            server = EcrEmulatorServer.start();
            owner = context.getUniqueId();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        emulator().reset();
        if (emulator().clock().isFrozen()) {
            emulator().clock().unfreeze();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        guard.assertNothingWasWrong();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (!context.getUniqueId().equals(owner)) {
            return;
        }
        clients.values().forEach(EcrClient::close);
        clients.clear();
        server().close();
        server = null;
    }

    EcrEmulatorServer server() {
        return Objects.requireNonNull(server, "the server starts before the first test");
    }

    EcrEmulator emulator() {
        return server().emulator();
    }

    /** The caller whom the tests are about, in the default account and region. */
    EcrClient client() {
        return clientWithKey("AKIAIOSFODNN7EXAMPLE", REGION);
    }

    /** A caller of another account or region: an access key id of twelve digits names the account. */
    EcrClient client(String account, String region) {
        return clientWithKey(account, region);
    }

    EcrClient clientWithKey(String accessKeyId, String region) {
        return clients.computeIfAbsent(
                accessKeyId + "/" + region, key -> clientOf(server(), accessKeyId, region, guard));
    }

    static EcrClient clientOf(EcrEmulatorServer server, String accessKeyId, String region, ModelGuard guard) {
        return EcrClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(region))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, "secret")))
                .httpClient(HTTP)
                .overrideConfiguration(configuration -> configuration
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .addExecutionInterceptor(guard))
                .build();
    }

    RepositoryUnderTest repository(String name) {
        return RepositoryUnderTest.created(client(), name);
    }

    RawEcr raw() {
        return new RawEcr(server());
    }

    /** Stops the clock, and tells the time as ECR writes it: in milliseconds. */
    Instant frozenNow() {
        emulator().clock().freeze();
        return emulator().clock().now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Makes a call that must be refused and must change nothing. */
    Refusal refusal(ThrowingCallable call) {
        Traces before = Traces.of(client(), emulator());
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).as("the call was expected to be refused").isInstanceOf(EcrException.class);
        before.assertNothingWasAddedIn(Traces.of(client(), emulator()));
        return new Refusal((EcrException) thrown);
    }
}
