package io.github.ecremulator.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.core.fixture.TestImage;
import io.github.ecremulator.core.time.EmulatorClock;
import io.github.ecremulator.server.EcrEmulatorServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecr.EcrAsyncClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** Whatever a test takes belongs to one emulator. */
@EcrEmulatorTest
class OneTruthTest {

    @Test
    void aPushGoesIntoTheRepositoryThatTheSdkCreated(EcrClient client, EcrEmulator ecr) {
        client.createRepository(request -> request.repositoryName("app"));

        String digest = ecr.push("app:1", TestImage.of("one"));

        assertEquals(
                List.of(digest),
                client.describeImages(request -> request.repositoryName("app")).imageDetails().stream()
                        .map(image -> image.imageDigest())
                        .toList());
    }

    @Test
    void bothClientsSeeTheSame(EcrClient client, EcrAsyncClient async) {
        client.createRepository(request -> request.repositoryName("app"));

        assertEquals(
                List.of("app"),
                async.describeRepositories().join().repositories().stream()
                        .map(Repository::repositoryName)
                        .toList());
    }

    @Test
    void dockersDoorIsAtTheAddressOfTheRepository(EcrClient client, EcrEmulator ecr, EcrEmulatorServer server)
            throws Exception {
        ecr.push("app:1", TestImage.of("one"));
        String uri = client.describeRepositories().repositories().get(0).repositoryUri();

        assertEquals(server.registryHost() + "/app", uri);
        assertEquals(200, manifestStatus(URI.create("http://" + server.registryHost()), password(client)));
    }

    @Test
    void aPasswordExpiresWhenTheClockPassesTwelveHours(
            EcrClient client, EcrEmulator ecr, EcrEmulatorServer server, EmulatorClock clock) throws Exception {
        ecr.push("app:1", TestImage.of("one"));
        String password = password(client);

        clock.advance(Duration.ofHours(11));
        assertEquals(200, manifestStatus(server.endpoint(), password));

        clock.advance(Duration.ofHours(2));
        assertEquals(403, manifestStatus(server.endpoint(), password));
    }

    @Test
    void clientsOfOtherRegistriesSeeOtherRepositories(
            EcrClient client,
            @Registry(region = "eu-west-1") EcrClient abroad,
            @Registry(account = "210987654321") EcrAsyncClient stranger) {
        client.createRepository(request -> request.repositoryName("app"));

        assertEquals(List.of(), abroad.describeRepositories().repositories());
        assertEquals(List.of(), stranger.describeRepositories().join().repositories());
        assertEquals(
                "arn:aws:ecr:eu-west-1:123456789012:repository/app",
                abroad.createRepository(request -> request.repositoryName("app"))
                        .repository()
                        .repositoryArn());
        assertEquals(
                "arn:aws:ecr:us-east-1:210987654321:repository/app",
                stranger.createRepository(request -> request.repositoryName("app"))
                        .join()
                        .repository()
                        .repositoryArn());
    }

    @Test
    void theAddressOfARegistryMeansThatRegistry(
            @Registry(region = "eu-west-1") URI address,
            @Registry(region = "eu-west-1") EcrClient abroad,
            EcrClient client,
            EcrEmulator ecr)
            throws Exception {
        ecr.push("app:1", TestImage.of("one"));

        assertEquals(404, manifestStatus(address, password(abroad)));
        assertThrows(
                RepositoryNotFoundException.class,
                () -> abroad.describeImages(request -> request.repositoryName("app")));
        assertEquals(
                1,
                client.describeImages(request -> request.repositoryName("app"))
                        .imageDetails()
                        .size());
    }

    private static String password(EcrClient client) {
        return client.getAuthorizationToken().authorizationData().get(0).authorizationToken();
    }

    private static int manifestStatus(URI registry, String basic) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(registry.resolve("/v2/app/manifests/1"))
                .header("Authorization", "Basic " + basic)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
