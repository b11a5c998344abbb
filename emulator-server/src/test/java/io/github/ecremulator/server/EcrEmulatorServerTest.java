package io.github.ecremulator.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.core.EmulatorUsage;
import io.github.ecremulator.core.fixture.TestImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EcrEmulatorServerTest {

    private static final int CYCLES = 200;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void manyOpenedAndClosedServersLeaveNoListener() {
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < CYCLES; i++) {
            try (EcrEmulatorServer server = EcrEmulatorServer.start()) {
                ports.add(server.port());
                ports.add(server.openRegistry("210987654321", "eu-west-1"));
            }
        }

        for (int port : ports) {
            assertClosed(port);
        }
    }

    @Test
    void manyOpenedAndClosedServersDoNotMakeMoreAndMoreThreads() {
        openAndClose(CYCLES);
        int before = Thread.getAllStackTraces().size();
        openAndClose(CYCLES);

        assertTrue(Thread.getAllStackTraces().size() < before + CYCLES / 4);
    }

    @Test
    void twoServersAreIsolated() throws Exception {
        try (EcrEmulatorServer one = EcrEmulatorServer.start();
                EcrEmulatorServer two = EcrEmulatorServer.start()) {
            one.emulator().createRepository("only-in-one");

            assertTrue(repositories(one.port()).contains("only-in-one"));
            assertFalse(repositories(two.port()).contains("only-in-one"));
            assertEquals(1, two.requests().size());
        }
    }

    @Test
    void closingOneServerLeavesTheOtherOpen() throws Exception {
        try (EcrEmulatorServer stays = EcrEmulatorServer.start()) {
            EcrEmulatorServer goes = EcrEmulatorServer.start();
            int port = goes.port();
            goes.close();
            goes.close();

            assertClosed(port);
            assertTrue(repositories(stays.port()).contains("repositories"));
        }
    }

    @Test
    void anOpenedRegistryIsTheOneThatIsMeant() throws Exception {
        try (EcrEmulatorServer server = EcrEmulatorServer.start()) {
            int port = server.openRegistry("210987654321", "eu-west-1");

            String created = call(port, "CreateRepository", "{\"repositoryName\":\"app\"}");

            assertTrue(created.contains("arn:aws:ecr:eu-west-1:210987654321:repository/app"), created);
            assertTrue(created.contains("localhost:" + port + "/app"), created);
            assertFalse(repositories(server.port()).contains("arn:"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123", "21098765432x"})
    void aRegistryOfAnAccountThatCannotBeIsNotOpened(String account) {
        try (EcrEmulatorServer server = EcrEmulatorServer.start()) {
            assertThrows(IllegalArgumentException.class, () -> server.openRegistry(account, "eu-west-1"));
        }
    }

    @Test
    void aClosedServerOpensNoRegistry() {
        EcrEmulatorServer server = EcrEmulatorServer.start();
        server.close();

        try {
            assertThrows(IllegalStateException.class, () -> server.openRegistry("210987654321", "eu-west-1"));
        } finally {
            server.close();
        }
    }

    @Test
    void aTakenPortIsRefusedAndAnEmulatorThatWasGivenStaysOpen() throws IOException {
        try (ServerSocket taken = listen();
                EcrEmulator emulator = EcrEmulator.inMemory()) {
            EcrEmulatorServer.Builder builder =
                    EcrEmulatorServer.builder().emulator(emulator).port(taken.getLocalPort());

            assertThrows(UncheckedIOException.class, builder::start);
            emulator.push("app:1", TestImage.of("still usable"));
            try (EcrEmulatorServer later = EcrEmulatorServer.start(emulator)) {
                assertTrue(later.port() > 0);
            }
        }
    }

    @Test
    void manyStartsOnATakenPortLeaveNoThreadBehind() throws IOException {
        try (ServerSocket taken = listen()) {
            EcrEmulatorServer.Builder builder = EcrEmulatorServer.builder().port(taken.getLocalPort());
            openAndClose(1);
            int before = Thread.getAllStackTraces().size();
            for (int i = 0; i < CYCLES; i++) {
                assertThrows(UncheckedIOException.class, builder::start);
            }

            assertTrue(Thread.getAllStackTraces().size() < before + CYCLES / 4);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void aPortThatCannotBeIsRefused(int port) {
        assertThrows(IllegalArgumentException.class, () -> EcrEmulatorServer.builder()
                .port(port));
    }

    @Test
    void aResetForgetsWhatTheEmulatorHolds() throws Exception {
        try (EcrEmulatorServer server = EcrEmulatorServer.start()) {
            server.emulator().push("app:1", TestImage.of("content"));

            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(server.endpoint().resolve("/_ecr/reset"))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertEquals(2, answer.statusCode() / 100, answer.body());
            assertFalse(repositories(server.port()).contains("app"));
            EmulatorUsage usage = server.emulator().usage();
            assertEquals(0, usage.blobs());
            assertEquals(0, usage.blobBytes());
        }
    }

    @Test
    void closingTheServerFreesTheEmulatorThatItMade() {
        EcrEmulatorServer server = EcrEmulatorServer.start();
        EcrEmulator emulator = server.emulator();
        emulator.push("app:1", TestImage.of("content"));

        server.close();

        assertEquals(0, emulator.usage().blobs());
    }

    private static void openAndClose(int times) {
        for (int i = 0; i < times; i++) {
            EcrEmulatorServer.start().close();
        }
    }

    private static void assertClosed(int port) {
        assertThrows(ConnectException.class, () -> new Socket(InetAddress.getByName("127.0.0.1"), port).close());
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    }

    private String repositories(int port) throws IOException, InterruptedException {
        return call(port, "DescribeRepositories", "{}");
    }

    private String call(int port, String operation, String body) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/"))
                                .header("Content-Type", "application/x-amz-json-1.1")
                                .header("X-Amz-Target", "AmazonEC2ContainerRegistry_V20150921." + operation)
                                .header(
                                        "Authorization",
                                        "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/ecr/aws4_request,"
                                                + " SignedHeaders=host, Signature=00")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
