package io.github.ecremulator.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecremulator.server.EcrEmulatorServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class MainTest {

    private record Ran(int status, String out, String err) {}

    /** What the HTTP server says when it is started for the first time is not what is tested here. */
    @BeforeAll
    static void startOnce() {
        EcrEmulatorServer.start().close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aWrongCallIsExplainedInOneLine(String arguments) {
        assertExplained(run(arguments.split(" ")));
    }

    static Stream<String> aWrongCallIsExplainedInOneLine() {
        return Stream.of(
                "--nonsense",
                "nonsense",
                "--port",
                "--port many",
                "--port -1",
                "--port 65536",
                "--port 99999999999",
                "--port 0 --account 123",
                "--port 0 --region Nowhere",
                "--port 0 --profile docker",
                "--port 0 --auth iam",
                "--port 0 --uri-style folow",
                "--port 0 --registry 210987654321",
                "--port 0 --registry 210987654321/eu-west-1=many",
                "--port 0 --registry 21098765432/eu-west-1=0",
                "--port 0 --registry 210987654321/Nowhere=0",
                "--port 0 --registry 210987654321/eu-west-1=65536",
                "--port 0 --seed /there/is/no/such/seed.json",
                "serve --nonsense",
                "serve --port many",
                "env --port many",
                "healthcheck --port many",
                "healthcheck --port 65536");
    }

    @Test
    void aPortInUseIsExplainedInOneLine() throws IOException {
        try (ServerSocket taken = listen()) {
            Ran ran = run("serve", "--port", "" + taken.getLocalPort());

            assertExplained(ran);
            assertTrue(ran.err.contains("" + taken.getLocalPort()), ran.err);
        }
    }

    @Test
    void aRegistryPortInUseIsExplainedInOneLineAndNothingStaysOpen() throws IOException {
        int free;
        try (ServerSocket socket = listen()) {
            free = socket.getLocalPort();
        }
        try (ServerSocket taken = listen()) {
            assertExplained(run("--port", "" + free, "--registry", "210987654321/eu-west-1=" + taken.getLocalPort()));
        }
        try (ServerSocket again = new ServerSocket(free, 1, InetAddress.getLoopbackAddress())) {
            assertTrue(again.isBound());
        }
    }

    @Test
    void theProgramItselfSaysNothingMoreAboutAPortInUse() throws Exception {
        try (ServerSocket taken = listen()) {
            Process program = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/java",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "io.github.ecremulator.server.cli.Main",
                            "--port",
                            "" + taken.getLocalPort())
                    .start();
            String err = new String(program.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

            assertEquals(1, program.waitFor());
            assertEquals(1, err.lines().count(), err);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "serve --help", "env --help", "healthcheck --help", "version --help"})
    void helpIsPrintedOnRequest(String arguments) {
        Ran ran = run(arguments.split(" "));

        assertEquals(0, ran.status);
        assertTrue(ran.out.contains("Usage: ecr-emulator"), ran.out);
        assertEquals("", ran.err);
    }

    @Test
    void helpNamesEveryOptionWithItsVariable() {
        String help = run("--help").out;

        for (String option :
                new String[] {"host", "port", "profile", "account", "region", "registry", "uri-style", "auth", "seed"
                }) {
            assertTrue(help.contains("--" + option), option);
            assertTrue(help.contains("ECR_EMULATOR_" + option.replace('-', '_').toUpperCase(Locale.ROOT)), option);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "--version"})
    void theVersionIsOneLine(String argument) {
        Ran ran = run(argument);

        assertEquals(0, ran.status);
        assertEquals(1, ran.out.lines().count(), ran.out);
        assertTrue(ran.out.startsWith("ECR Emulator "), ran.out);
    }

    @Test
    void envPrintsHowToReachTheEmulator() {
        Ran ran = run("env", "--port", "5099", "--account", "210987654321", "--region", "eu-west-1");

        assertEquals(0, ran.status);
        assertTrue(ran.out.contains("export AWS_ENDPOINT_URL_ECR=http://localhost:5099"), ran.out);
        assertTrue(ran.out.contains("AWS_ACCESS_KEY_ID=210987654321"), ran.out);
        assertTrue(ran.out.contains("210987654321.dkr.ecr.eu-west-1.amazonaws.com"), ran.out);
        assertEquals("", ran.err);
    }

    @Test
    void aHealthcheckOfARunningEmulatorSucceeds() {
        try (EcrEmulatorServer server = EcrEmulatorServer.start()) {
            Ran ran = run("healthcheck", "--port", "" + server.port());

            assertEquals(0, ran.status, ran.err);
            assertEquals("ready", ran.out.trim());
            assertEquals("", ran.err);
        }
    }

    @Test
    void aHealthcheckOfAClosedPortFailsInOneLine() {
        int port;
        try (EcrEmulatorServer server = EcrEmulatorServer.start()) {
            port = server.port();
        }

        Ran ran = run("healthcheck", "--port", "" + port);

        assertExplained(ran);
        assertEquals(1, ran.status);
    }

    private static void assertExplained(Ran ran) {
        assertNotEquals(0, ran.status);
        assertEquals(1, ran.err.lines().count(), ran.err);
        assertEquals("", ran.out);
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    }

    private static Ran run(String... arguments) {
        PrintStream realOut = System.out;
        PrintStream realErr = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            int status = Main.run(arguments);
            return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(realOut);
            System.setErr(realErr);
        }
    }
}
