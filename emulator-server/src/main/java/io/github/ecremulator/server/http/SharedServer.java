package io.github.ecremulator.server.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server of this process. It starts with the first listener and then stays, on a few idle daemon threads:
 * opening and closing a listener costs a fraction of a millisecond, where a server of its own would cost several. Safe
 * for use by many threads.
 */
public final class SharedServer {

    private static final SharedServer INSTANCE = new SharedServer();

    private static final int MAX_THREADS = 1_000;
    private static final int MIN_THREADS = 4;
    private static final int IDLE_THREAD_MILLIS = 5_000;
    private static final int HEADER_BYTES = 16 << 10;
    private static final int LARGEST_POOLED_BUFFER = 1 << 20;

    /** Jetty would boot the whole of JMX, which takes a third of a cold start, to find this number out. */
    private static final String CACHE_LINE_PROPERTY = "org.eclipse.jetty.util.referencesPerCacheLine";

    private @Nullable Javalin javalin;
    private @Nullable HttpConfiguration configuration;

    private SharedServer() {}

    /** The server of this process. */
    public static SharedServer get() {
        return INSTANCE;
    }

    /**
     * Opens a listener.
     *
     * @param host the address to bind, such as {@code 127.0.0.1}
     * @param port the port, or 0 for any that is free
     * @throws IOException when the port cannot be had
     */
    public synchronized Listener open(String host, int port, Endpoint endpoint) throws IOException {
        return javalin == null ? startWith(host, port, endpoint) : add(javalin, host, port, endpoint);
    }

    /** Closes a listener; requests in progress are cut off. */
    public synchronized void close(Listener listener) {
        Javalin running = javalin;
        if (running == null) {
            return;
        }
        try {
            listener.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the listener on port " + listener.getPort() + " did not stop", e);
        } finally {
            running.jettyServer().server().removeConnector(listener);
        }
    }

    private Listener startWith(String host, int port, Endpoint endpoint) throws IOException {
        if (System.getProperty(CACHE_LINE_PROPERTY) == null) {
            System.setProperty(CACHE_LINE_PROPERTY, "16");
        }
        Listener[] opened = new Listener[1];
        Javalin starting = Javalin.create(config -> {
            configure(config);
            config.jetty.addConnector((server, http) -> {
                configuration = http;
                opened[0] = new Listener(server, http, host, port, endpoint);
                return opened[0];
            });
        });
        try {
            starting.start();
        } catch (RuntimeException e) {
            starting.stop();
            throw bindFailure(host, port, e);
        }
        javalin = starting;
        return opened[0];
    }

    private Listener add(Javalin running, String host, int port, Endpoint endpoint) throws IOException {
        HttpConfiguration http = configuration;
        if (http == null) {
            throw new IllegalStateException("the server has no configuration");
        }
        Server server = running.jettyServer().server();
        Listener listener = new Listener(server, http, host, port, endpoint);
        server.addConnector(listener);
        try {
            listener.start();
            return listener;
        } catch (Exception e) {
            server.removeConnector(listener);
            throw bindFailure(host, port, e);
        }
    }

    private static IOException bindFailure(String host, int port, Exception cause) {
        return new IOException("cannot listen on " + host + ":" + port, cause);
    }

    private static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.prefer405over404 = false;
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS, IDLE_THREAD_MILLIS);
        threads.setName("ecr-emulator-http");
        threads.setDaemon(true);
        config.unsafe.jettyInternal.server = new Server(
                threads,
                new ScheduledExecutorScheduler("ecr-emulator-timeouts", true),
                new ArrayByteBufferPool(0, 4096, LARGEST_POOLED_BUFFER));
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(new ProtocolErrors());
            server.setStopTimeout(0);
        });
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(new ProtocolErrors.InContext()));
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setSendXPoweredBy(false);
            http.setSendDateHeader(true);
            http.setRequestHeaderSize(HEADER_BYTES);
            http.setResponseHeaderSize(HEADER_BYTES);
        });
        Front front = new Front();
        config.routes.before(context -> {
            front.handle(context.req(), context.res());
            context.skipRemainingHandlers();
        });
    }
}
