package io.github.ecremulator.server;

import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.core.annotation.PublishedApi;
import io.github.ecremulator.core.model.RegistryId;
import io.github.ecremulator.server.address.Addressing;
import io.github.ecremulator.server.address.UriStyle;
import io.github.ecremulator.server.admin.AdminDoor;
import io.github.ecremulator.server.awsjson.AwsJsonDoor;
import io.github.ecremulator.server.ecr.EcrOperations;
import io.github.ecremulator.server.http.Endpoint;
import io.github.ecremulator.server.http.Listener;
import io.github.ecremulator.server.http.RequestLog;
import io.github.ecremulator.server.http.SharedServer;
import io.github.ecremulator.server.layer.LayerDoor;
import io.github.ecremulator.server.oci.RegistryDoor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An emulator at an address: the AWS API and the registry on one port. All servers of a process share one HTTP server
 * underneath, so that another one costs a fraction of a millisecond. Safe for use by many threads.
 */
@PublishedApi
public final class EcrEmulatorServer implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final EcrEmulator emulator;
    private final boolean ownsEmulator;
    private final String host;
    private final UriStyle style;
    private final Runnable reset;
    private final RequestLog log = new RequestLog();
    private final List<Listener> listeners = new ArrayList<>();
    private final int port;
    private boolean closed;

    private EcrEmulatorServer(Builder builder) throws IOException {
        this.ownsEmulator = builder.emulator == null;
        this.emulator = builder.emulator == null ? EcrEmulator.inMemory() : builder.emulator;
        this.host = builder.host;
        this.style = builder.style;
        this.reset = builder.reset == null ? emulator::reset : builder.reset;
        try {
            this.port = open(builder.port, Optional.empty()).getLocalPort();
        } catch (IOException e) {
            if (ownsEmulator) {
                emulator.close();
            }
            throw e;
        }
    }

    /**
     * An empty emulator in memory on a free port of the loopback address.
     *
     * @throws UncheckedIOException when no port can be had
     */
    public static EcrEmulatorServer start() {
        return builder().start();
    }

    /**
     * An emulator on a free port of the loopback address; closing the server does not close it.
     *
     * @throws UncheckedIOException when no port can be had
     */
    public static EcrEmulatorServer start(EcrEmulator emulator) {
        return builder().emulator(emulator).start();
    }

    /** Settings for a server. */
    public static Builder builder() {
        return new Builder();
    }

    /** The emulator that answers. */
    public EcrEmulator emulator() {
        return emulator;
    }

    /** The port. */
    public int port() {
        return port;
    }

    /** Where AWS SDKs and the AWS CLI find the API, such as {@code http://localhost:5010}. */
    public URI endpoint() {
        return URI.create("http://" + registryHost());
    }

    /** What stands before the repository in a reference for docker, such as {@code localhost:5010}. */
    public String registryHost() {
        boolean local = host.equals(LOOPBACK) || host.equals("0.0.0.0") || host.equals("::");
        String name = local ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
        return name + ":" + port();
    }

    /**
     * Opens a port that means one registry, whatever the host name and the credentials say.
     *
     * @param account twelve digits
     * @param region such as {@code eu-west-1}
     * @return the port
     * @throws IllegalArgumentException when account or region cannot exist
     * @throws UncheckedIOException when no port can be had
     */
    public int openRegistry(String account, String region) {
        return openRegistry(account, region, 0);
    }

    /**
     * Opens a certain port that means one registry.
     *
     * @param port the port, or 0 for any that is free
     * @return the port
     * @throws IllegalArgumentException when account or region cannot exist
     * @throws UncheckedIOException when the port cannot be had
     */
    public int openRegistry(String account, String region, int port) {
        RegistryId registry = RegistryId.parse(account + "/" + region);
        try {
            return open(port, Optional.of(registry)).getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The latest requests, the oldest first, one line each, such as {@code PUT /v2/app/manifests/1 -> 201}. */
    public List<String> requests() {
        return log.lines();
    }

    /** Closes all ports of this server, and the emulator if the server made it. */
    @Override
    public void close() {
        List<Listener> open;
        synchronized (listeners) {
            closed = true;
            open = List.copyOf(listeners);
            listeners.clear();
        }
        try {
            open.forEach(SharedServer.get()::close);
        } finally {
            if (ownsEmulator) {
                emulator.close();
            }
        }
    }

    private Listener open(int port, Optional<RegistryId> registry) throws IOException {
        Addressing addressing = new Addressing(emulator.home(), registry, style);
        Endpoint endpoint = new Endpoint(
                List.of(
                        new RegistryDoor(emulator, addressing),
                        new AwsJsonDoor(
                                emulator,
                                addressing,
                                emulator.identifiers(),
                                EcrOperations.TARGET_PREFIX,
                                EcrOperations.byName()),
                        new LayerDoor(emulator),
                        new AdminDoor(emulator, reset)),
                log);
        synchronized (listeners) {
            if (closed) {
                throw new IllegalStateException("the server is closed");
            }
            Listener listener = SharedServer.get().open(host, port, endpoint);
            listeners.add(listener);
            return listener;
        }
    }

    /** Settings for a server. Not safe for use by several threads at once. */
    @PublishedApi
    public static final class Builder {

        private @Nullable EcrEmulator emulator;
        private @Nullable Runnable reset;
        private String host = LOOPBACK;
        private int port;
        private UriStyle style = UriStyle.parse(UriStyle.DEFAULT);

        private Builder() {}

        /** The emulator that answers, a new one in memory unless told otherwise. */
        public Builder emulator(EcrEmulator value) {
            this.emulator = value;
            return this;
        }

        /** The address to listen on, {@code 127.0.0.1} unless told otherwise. */
        public Builder host(String value) {
            this.host = value;
            return this;
        }

        /**
         * The port, or 0, which is the default, for any that is free.
         *
         * @throws IllegalArgumentException when it is not between 0 and 65535
         */
        public Builder port(int value) {
            if (value < 0 || value > 65_535) {
                throw new IllegalArgumentException("a port is between 0 and 65535, not " + value);
            }
            this.port = value;
            return this;
        }

        /**
         * By which address registries are named.
         *
         * @param value {@code follow} (by which the caller came, the default), {@code localhost}, {@code aws}, {@code
         *     hostname}, or a template such as <code>ecr.test:{port}</code>
         * @throws IllegalArgumentException when it is none of these
         */
        public Builder uriStyle(String value) {
            this.style = UriStyle.parse(value);
            return this;
        }

        /** What {@code POST /_ecr/reset} does, {@link EcrEmulator#reset} unless told otherwise. */
        public Builder onReset(Runnable value) {
            this.reset = value;
            return this;
        }

        /**
         * Starts the server.
         *
         * @throws UncheckedIOException when the port cannot be had
         */
        public EcrEmulatorServer start() {
            try {
                return new EcrEmulatorServer(this);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
