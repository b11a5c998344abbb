package io.github.ecremulator.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.core.fixture.TestImage;
import io.github.ecremulator.server.EcrEmulatorServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecr.EcrClient;

/** Nothing of a test outlives it. */
class ClosingTest {

    @BeforeEach
    void forget() {
        Remembered.PORTS.clear();
        Remembered.EMULATORS.clear();
        Remembered.CLIENTS.clear();
    }

    @Test
    void allIsClosedWhenTheTestHasEnded() {
        JUnitRun.of(Remembered.class).passed(1);

        assertEquals(4, Remembered.PORTS.size());
        for (int port : Remembered.PORTS) {
            assertThrows(IOException.class, () -> ask(port));
        }
        assertEquals(2, Remembered.CLIENTS.size());
        for (EcrClient client : Remembered.CLIENTS) {
            assertThrows(IllegalStateException.class, client::describeRepositories);
        }
        for (EcrEmulator emulator : Remembered.EMULATORS) {
            assertEquals(0, emulator.usage().blobs());
        }
    }

    /** A whole request, because the system may still accept a connection that nobody will answer. */
    private static void ask(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/_ecr/health"))
                .timeout(Duration.ofSeconds(10))
                .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
    }

    @EcrEmulatorTest
    static class Remembered {

        static final List<Integer> PORTS = new ArrayList<>();
        static final List<EcrEmulator> EMULATORS = new ArrayList<>();
        static final List<EcrClient> CLIENTS = new ArrayList<>();

        @BeforeAll
        static void ofTheClass(
                EcrEmulator ecr, EcrEmulatorServer server, EcrClient client, @Registry(region = "eu-west-1") URI uri) {
            remember(ecr, server, client, uri);
        }

        @Test
        void ofTheTest(
                EcrEmulator ecr, EcrEmulatorServer server, EcrClient client, @Registry(region = "eu-west-1") URI uri) {
            remember(ecr, server, client, uri);
        }

        private static void remember(EcrEmulator ecr, EcrEmulatorServer server, EcrClient client, URI uri) {
            ecr.push("app:1", TestImage.of("one"));
            client.describeRepositories();
            PORTS.add(server.port());
            PORTS.add(uri.getPort());
            EMULATORS.add(ecr);
            CLIENTS.add(client);
        }
    }
}
