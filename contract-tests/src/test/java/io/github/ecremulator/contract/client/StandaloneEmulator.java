package io.github.ecremulator.contract.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;

/** The emulator as a person runs it: {@code java -jar ecr-emulator.jar}, a process of its own on a free port. */
final class StandaloneEmulator implements AutoCloseable {

    static final String ACCOUNT = "123456789012";

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern READY = Pattern.compile("ECR Emulator \\S+ is ready: (http://localhost:\\d+)");

    private final Process process;
    private final Thread endWithTheTests;
    private final Path directory;
    private final URI endpoint;
    private final EcrClient ecr;
    private final HttpClient http = HttpClient.newHttpClient();

    private StandaloneEmulator(Process process, Path directory) throws IOException, InterruptedException {
        this.process = process;
        this.directory = directory;
        this.endWithTheTests = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(endWithTheTests);
        this.endpoint = awaitReady();
        this.ecr = EcrClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    /** Starts it with the given options for the Java virtual machine. */
    static StandaloneEmulator start(String... virtualMachineOptions) throws IOException, InterruptedException {
        Path jar =
                Path.of(System.getProperty("ecr-emulator.jar.runnable", "../emulator-server/target/ecr-emulator.jar"));
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("Build the emulator first (mvn package): there is no " + jar);
        }
        Path directory = Files.createTempDirectory("ecr-emulator-");
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-Djava.io.tmpdir=" + Files.createDirectory(directory.resolve("tmp")));
        line.addAll(List.of(virtualMachineOptions));
        line.addAll(List.of("-jar", jar.toAbsolutePath().toString(), "--port", "0"));
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ECR_EMULATOR_") || name.endsWith("_OPTIONS"));
        Process process = builder.start();
        try {
            return new StandaloneEmulator(process, directory);
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            process.destroyForcibly();
            throw e;
        }
    }

    URI endpoint() {
        return endpoint;
    }

    /** Host and port, as they stand before the repository in an image reference. */
    String registry() {
        return endpoint.getAuthority();
    }

    String reference(String repository, String tag) {
        return registry() + "/" + repository + ":" + tag;
    }

    EcrClient ecr() {
        return ecr;
    }

    /** What {@code aws ecr get-login-password} would print. */
    String password() {
        String token = ecr.getAuthorizationToken(request -> {})
                .authorizationData()
                .get(0)
                .authorizationToken();
        String userAndPassword = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        return userAndPassword.substring(userAndPassword.indexOf(':') + 1);
    }

    void advanceClock(Duration duration) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                request("/_ecr/clock/advance")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"duration\":\"" + duration + "\"}"))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError("The clock did not move: " + answer.statusCode() + " " + answer.body());
        }
    }

    /** Asks the registry door as a client would that has just logged in. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(path, password());
    }

    HttpResponse<String> get(String path, String password) throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString(("AWS:" + password).getBytes(StandardCharsets.UTF_8));
        return http.send(
                request(path)
                        .header("Authorization", "Basic " + basic)
                        .header("Accept", "*/*")
                        .build(),
                BodyHandlers.ofString());
    }

    /** What the process has printed. */
    String log() throws IOException {
        return Files.readString(directory.resolve("out")) + Files.readString(directory.resolve("err"));
    }

    /** Stops it as a person or a container runtime would, and sees that nothing of it stays behind. */
    @Override
    public void close() throws IOException {
        ecr.close();
        process.destroy();
        boolean stopped = awaitEnd();
        process.destroyForcibly();
        Runtime.getRuntime().removeShutdownHook(endWithTheTests);
        List<String> left = leftovers();
        String complaints = Files.readString(directory.resolve("err"));
        String log = log();
        delete(directory);
        if (!stopped) {
            throw new AssertionError("The emulator did not stop on SIGTERM within 20 s:\n" + log);
        }
        if (!left.isEmpty()) {
            throw new AssertionError("The emulator left temporary files behind: " + left + "\n" + log);
        }
        if (!complaints.isEmpty()) {
            throw new AssertionError("The emulator complained about what no client did wrong:\n" + complaints);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(endpoint + path)).timeout(LIMIT);
    }

    private URI awaitReady() throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(LIMIT);
        while (Instant.now().isBefore(deadline)) {
            Matcher ready = READY.matcher(Files.readString(directory.resolve("out")));
            if (ready.find()) {
                return URI.create(ready.group(1));
            }
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new IllegalStateException("The emulator did not become ready:\n" + log());
    }

    private boolean awaitEnd() {
        try {
            return process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private List<String> leftovers() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("tmp"))) {
            return files.skip(1).map(Path::toString).toList();
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(directory)) {
            deepestFirst = files.sorted((a, b) -> b.compareTo(a)).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }
}
