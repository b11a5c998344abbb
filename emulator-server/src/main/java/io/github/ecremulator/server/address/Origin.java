package io.github.ecremulator.server.address;

/**
 * The address by which a client reached the emulator, which is the address it can be sent back to.
 *
 * @param scheme {@code http} or {@code https}
 * @param host host name, and port unless it is the scheme's own
 */
public record Origin(String scheme, String host) {

    /** The address of something at a path that begins with a slash. */
    public String url(String path) {
        return scheme + "://" + host + path;
    }

    /** The host name alone. */
    public String hostName() {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    /** The port, whether it was named or is the scheme's own. */
    public String port() {
        if (!portSuffix().isEmpty()) {
            return portSuffix().substring(1);
        }
        return scheme.equals("https") ? "443" : "80";
    }

    /** The port with its colon, or nothing when none was named. */
    public String portSuffix() {
        return host.substring(hostName().length());
    }
}
