package io.github.ecremulator.contract.api;

import io.github.ecremulator.server.EcrEmulatorServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import software.amazon.awssdk.services.ecr.EcrClient;

/** The other door of the same store, as far as these tests have to look through it. */
final class RegistryDoor {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final EcrEmulatorServer server;
    private final String basicCredentials;

    RegistryDoor(EcrEmulatorServer server, String basicCredentials) {
        this.server = server;
        this.basicCredentials = basicCredentials;
    }

    static RegistryDoor openedBy(EcrClient client, EcrEmulatorServer server) {
        return new RegistryDoor(
                server,
                client.getAuthorizationToken().authorizationData().get(0).authorizationToken());
    }

    static RegistryDoor withPassword(EcrEmulatorServer server, String password) {
        return new RegistryDoor(
                server, Base64.getEncoder().encodeToString(("AWS:" + password).getBytes(StandardCharsets.UTF_8)));
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> put(String path, String contentType, String body) {
        return send(request(path).header("Content-Type", contentType).PUT(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> patch(String location, String range, byte[] body) {
        return send(request(location)
                .header("Content-Type", "application/octet-stream")
                .header("Content-Range", range)
                .method("PATCH", BodyPublishers.ofByteArray(body)));
    }

    /** Uploads a blob in one piece. */
    HttpResponse<String> upload(String repository, String digest, BodyPublisher body) {
        String location = startUpload(repository);
        return send(request(location + (location.contains("?") ? "&" : "?") + "digest=" + digest)
                .header("Content-Type", "application/octet-stream")
                .PUT(body));
    }

    String startUpload(String repository) {
        HttpResponse<String> started =
                send(request("/v2/" + repository + "/blobs/uploads/").POST(BodyPublishers.noBody()));
        return started.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError("no upload was started: " + started + " " + started.body()));
    }

    private HttpRequest.Builder request(String pathOrUri) {
        return HttpRequest.newBuilder(server.endpoint().resolve(pathOrUri))
                .header("Authorization", "Basic " + basicCredentials);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
