package io.github.ecremulator.server.http;

import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A port of the shared server, and what answers there. */
public final class Listener extends ServerConnector {

    private static final int INPUT_BUFFER = 256 << 10;

    /** Long enough for a client that compresses a layer while it sends it. */
    private static final long IDLE_MILLIS = 300_000;

    private final Endpoint endpoint;

    Listener(Server server, HttpConfiguration configuration, String host, int port, Endpoint endpoint) {
        super(server, 0, 1, http(configuration));
        this.endpoint = endpoint;
        setHost(host);
        setPort(port);
        setAcceptQueueSize(256);
        setIdleTimeout(IDLE_MILLIS);
        setShutdownIdleTimeout(50);
    }

    Endpoint endpoint() {
        return endpoint;
    }

    private static HttpConnectionFactory http(HttpConfiguration configuration) {
        HttpConnectionFactory factory = new HttpConnectionFactory(configuration);
        factory.setInputBufferSize(INPUT_BUFFER);
        return factory;
    }
}
