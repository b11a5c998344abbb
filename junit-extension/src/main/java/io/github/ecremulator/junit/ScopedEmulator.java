package io.github.ecremulator.junit;

import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.core.model.RegistryId;
import io.github.ecremulator.server.EcrEmulatorServer;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * The emulator of one test or one class, with all that was made of it, for as long as that runs. JUnit up to 5.12 closes
 * a {@code CloseableResource}, JUnit from 5.13 an {@code AutoCloseable}.
 */
final class ScopedEmulator implements CloseableResource, AutoCloseable {

    private final Settings settings;
    private final EcrEmulator emulator;
    private final Store run;
    private final Map<RegistryId, URI> addresses = new HashMap<>();
    private final Map<List<Object>, AutoCloseable> clients = new HashMap<>();
    private @Nullable EcrEmulatorServer server;

    private ScopedEmulator(Settings settings, EcrEmulator emulator, Store run) {
        this.settings = settings;
        this.emulator = emulator;
        this.run = run;
    }

    /**
     * A new emulator.
     *
     * @param run JUnit's store for the whole run
     */
    static ScopedEmulator start(Settings settings, Store run) {
        return new ScopedEmulator(settings, settings.newEmulator(), run);
    }

    ScopedEmulator fork() {
        return new ScopedEmulator(settings, emulator.fork(), run);
    }

    Settings settings() {
        return settings;
    }

    EcrEmulator emulator() {
        return emulator;
    }

    synchronized EcrEmulatorServer server() {
        if (server == null) {
            server = settings.serve(emulator);
        }
        return server;
    }

    synchronized URI address(RegistryId registry) {
        return addresses.computeIfAbsent(
                registry,
                it -> URI.create("http://localhost:"
                        + server().openRegistry(
                                        it.account().value(), it.region().value())));
    }

    synchronized AutoCloseable client(RegistryId registry) {
        return clients.computeIfAbsent(
                List.of("sync", registry), key -> SdkClients.client(server().endpoint(), registry));
    }

    synchronized AutoCloseable asyncClient(RegistryId registry) {
        return clients.computeIfAbsent(
                List.of("async", registry), key -> SdkClients.asyncClient(server().endpoint(), registry, run));
    }

    /** The requests that the server saw, the oldest first. */
    synchronized List<String> requests() {
        return server == null ? List.of() : server.requests();
    }

    @Override
    public synchronized void close() throws Exception {
        try (EcrEmulator last = emulator;
                EcrEmulatorServer second = server) {
            for (AutoCloseable client : clients.values()) {
                client.close();
            }
        }
    }
}
