package io.github.ecremulator.contract.registry;

import static io.github.ecremulator.contract.registry.Bytes.MIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.server.EcrEmulatorServer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A server that is closed is gone, in the middle of whatever it was doing. */
@Isolated("looks at the open files of the process")
class ClosingTest {

    private final RegistryUnderTest registry = RegistryUnderTest.with("app");

    @Test
    @Assumed("the promise of close(): no listener, no open upload, no temporary file stays")
    void aClosedServerLeavesNothingBehind() {
        List<String> before = LeakWatch.openTemporaryFiles();
        registry.start();
        int port = registry.port();
        int second = registry.server().openRegistry("210987654321", "eu-west-1");
        registry.upload("app", Bytes.random(1, 6 * MIB));
        String location = registry.openUpload("app");
        registry.patch(location).body(Bytes.random(2, 6 * MIB)).send().expect(201);
        BareConnection idle = registry.connect().send("GET", "/v2/", registry.signedIn());
        idle.read().expect(200);
        BareConnection sending = registry.connect()
                .send("PATCH", DoorRequest.pathAndQuery(location), registry.signedIn("Content-Length: 1000000"))
                .write(Bytes.random(3, 1000));

        registry.stop();

        assertThat(idle.atEnd()).as("the idle connection is closed").isTrue();
        Eventually.holds(() -> assertThat(LeakWatch.openTemporaryFiles()).isSubsetOf(before));
        for (int closed : new int[] {port, second}) {
            assertThatThrownBy(() -> BareConnection.to(closed).close()).isInstanceOf(UncheckedIOException.class);
        }
        idle.close();
        sending.close();
    }

    @Test
    @Assumed("a library must not keep alive the process of those who have closed what they opened")
    void aProcessEndsWhenItsServerIsClosed() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        OpensAndCloses.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("the process has ended")
                    .isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** A program that uses a server and returns from its main method. */
    static final class OpensAndCloses {

        private OpensAndCloses() {}

        public static void main(String[] arguments) {
            try (EcrEmulatorServer server = EcrEmulatorServer.start()) {
                new DoorRequest(server.port(), "GET", "/v2/", null).send().expect(401);
            }
        }
    }
}
