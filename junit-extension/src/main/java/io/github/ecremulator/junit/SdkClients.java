package io.github.ecremulator.junit;

import io.github.ecremulator.core.model.RegistryId;
import java.net.URI;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrAsyncClient;
import software.amazon.awssdk.services.ecr.EcrClient;

/** Clients of the AWS SDK. The one class that needs it, so that all else works where it is absent. */
final class SdkClients {

    private SdkClients() {}

    static EcrClient client(URI endpoint, RegistryId registry) {
        return configure(EcrClient.builder(), endpoint, registry).build();
    }

    /**
     * An asynchronous client.
     *
     * @param run JUnit's store for the whole run
     */
    static EcrAsyncClient asyncClient(URI endpoint, RegistryId registry, Store run) {
        run.getOrComputeIfAbsent(
                LastAsyncClient.class,
                type -> new LastAsyncClient(asyncClient(endpoint, registry)),
                LastAsyncClient.class);
        return asyncClient(endpoint, registry);
    }

    private static EcrAsyncClient asyncClient(URI endpoint, RegistryId registry) {
        return configure(EcrAsyncClient.builder(), endpoint, registry).build();
    }

    /** Leaves nothing to the machine's AWS configuration. An access key of twelve digits is that account. */
    private static <B extends AwsClientBuilder<B, ?>> B configure(B builder, URI endpoint, RegistryId registry) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(registry.region().value()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(registry.account().value(), "secret")))
                .fipsEnabled(false)
                .dualstackEnabled(false)
                .overrideConfiguration(
                        it -> it.defaultProfileFile(ProfileFile.aggregator().build()));
    }

    /**
     * Whichever of the SDK's asynchronous clients is closed last waits two seconds for Netty to be quiet. This one, which
     * calls nothing, makes that the price of a run instead of a test.
     */
    private record LastAsyncClient(EcrAsyncClient client) implements CloseableResource, AutoCloseable {

        @Override
        public void close() {
            client.close();
        }
    }
}
