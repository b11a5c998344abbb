package io.github.ecremulator.server.cli;

import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.core.Snapshot;
import io.github.ecremulator.core.model.RegistryId;
import io.github.ecremulator.server.EcrEmulatorServer;
import io.github.ecremulator.server.seed.Seed;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The emulator as a program: starts as the options say, tells where it is, and stops when it is told to. */
final class Server {

    private final ServeOptions options;

    Server(ServeOptions options) {
        this.options = options;
    }

    /** Serves until the process is asked to end. */
    void serve(PrintWriter out) {
        requireKnown("--profile", options.profile, "ecr");
        requireKnown("--auth", options.auth, "open");
        Map<RegistryId, Integer> ports = registryPorts();
        EcrEmulator emulator = EcrEmulator.builder()
                .account(options.account)
                .region(options.region)
                .build();
        EcrEmulatorServer server;
        try {
            server = start(emulator, ports);
        } catch (RuntimeException e) {
            emulator.close();
            throw e;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            emulator.close();
            stopped.countDown();
        }));
        new Banner(server, ports).print(out);
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private EcrEmulatorServer start(EcrEmulator emulator, Map<RegistryId, Integer> ports) {
        if (options.seed != null) {
            Seed.read(options.seed, emulator.home()).applyTo(emulator);
        }
        Snapshot beginning = emulator.snapshot();
        EcrEmulatorServer server = startMain(emulator, beginning);
        try {
            ports.replaceAll((registry, port) -> openRegistry(server, registry, port));
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private EcrEmulatorServer startMain(EcrEmulator emulator, Snapshot beginning) {
        try {
            return EcrEmulatorServer.builder()
                    .emulator(emulator)
                    .host(options.host)
                    .port(options.port)
                    .uriStyle(options.uriStyle)
                    .onReset(() -> emulator.restore(beginning))
                    .start();
        } catch (UncheckedIOException e) {
            throw portTaken(options.port, e);
        }
    }

    private static int openRegistry(EcrEmulatorServer server, RegistryId registry, int port) {
        try {
            return server.openRegistry(
                    registry.account().value(), registry.region().value(), port);
        } catch (UncheckedIOException e) {
            throw portTaken(port, e);
        }
    }

    private static IllegalStateException portTaken(int port, UncheckedIOException e) {
        return new IllegalStateException(
                "Cannot listen on port " + port + ", " + root(e) + "; --port 0 takes a free one.", e);
    }

    private static String root(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private Map<RegistryId, Integer> registryPorts() {
        Map<RegistryId, Integer> ports = new LinkedHashMap<>();
        for (String text : options.registries) {
            int equals = text.indexOf('=');
            try {
                int port = equals < 0 ? 0 : Integer.parseInt(text.substring(equals + 1));
                ports.put(RegistryId.parse(equals < 0 ? text : text.substring(0, equals)), port);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "--registry takes ACCOUNT/REGION=PORT, such as 210987654321/eu-west-1=5011, not '" + text
                                + "'.",
                        e);
            }
        }
        return ports;
    }

    private static void requireKnown(String option, String value, String known) {
        if (!value.equals(known)) {
            throw new IllegalArgumentException(option + " knows only '" + known + "', not '" + value + "'.");
        }
    }
}
