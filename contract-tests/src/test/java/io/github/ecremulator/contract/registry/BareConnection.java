package io.github.ecremulator.contract.registry;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A socket on which a test writes HTTP/1.1 by hand: wrong, slow, or cut in the middle. */
final class BareConnection implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;
    private String request = "";

    private BareConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static BareConnection to(int port) {
        try {
            Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
            socket.setSoTimeout(60_000);
            socket.setTcpNoDelay(true);
            return new BareConnection(socket);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Writes the request line, these header lines and the empty line. */
    BareConnection send(String method, String target, List<String> headerLines) {
        request = method + " " + target;
        return write(request + " HTTP/1.1\r\n" + String.join("\r\n", headerLines) + "\r\n\r\n");
    }

    BareConnection write(String text) {
        return write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    BareConnection write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(request, failed);
        }
    }

    Answer read() {
        return read("GET");
    }

    /** Reads the next final answer; interim answers (1xx) are skipped. */
    Answer read(String method) {
        Answer answer = readOne(method);
        return answer.status() / 100 == 1 ? read(method) : answer;
    }

    /** Reads the next answer, interim ones included. */
    Answer readOne(String method) {
        try {
            String statusLine = line();
            if (!statusLine.startsWith("HTTP/1.1 ")) {
                throw new IOException("not a status line: " + statusLine);
            }
            int status = Integer.parseInt(statusLine.substring(9, 12));
            List<Map.Entry<String, String>> headers = new ArrayList<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.add(Map.entry(
                        line.substring(0, colon), line.substring(colon + 1).strip()));
            }
            boolean bodiless = method.equals("HEAD") || status / 100 == 1 || status == 204 || status == 304;
            return new Answer(request, status, headers, bodiless ? new byte[0] : readBody(headers));
        } catch (IOException failed) {
            throw new UncheckedIOException(request, failed);
        }
    }

    /** Reads at most this many bytes of whatever comes next. */
    byte[] readSome(int atMost) {
        try {
            return in.readNBytes(atMost);
        } catch (IOException failed) {
            throw new UncheckedIOException(request, failed);
        }
    }

    /** True when the server has closed its side and everything it sent was read. */
    boolean atEnd() {
        try {
            return in.read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Closes the way a finished process does: FIN. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Closes the way a crashed machine or an impatient client does: RST. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Ends the sending side only, and keeps listening. */
    void shutdownOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private byte[] readBody(List<Map.Entry<String, String>> headers) throws IOException {
        String encoding = valueOf(headers, "Transfer-Encoding");
        if (encoding != null && encoding.toLowerCase(Locale.ROOT).equals("chunked")) {
            return readChunks();
        }
        String length = valueOf(headers, "Content-Length");
        return length == null ? in.readAllBytes() : readExactly(Integer.parseInt(length));
    }

    private byte[] readChunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line().split(";")[0].strip(), 16);
            body.write(readExactly(size));
            line();
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    private byte[] readExactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException(request + ": body ends after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException(request + ": connection ended");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private static @Nullable String valueOf(List<Map.Entry<String, String>> headers, String name) {
        return headers.stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
