package io.github.ecremulator.contract.client;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One run of a tool in a client's home, with a limit on its time. */
final class Command {

    /** What the command reads from its standard input. */
    @FunctionalInterface
    interface Input {
        void writeTo(OutputStream out) throws IOException;
    }

    private final Tool tool;
    private final ClientHome home;
    private final List<String> arguments;
    private Input input = out -> {};
    private Duration limit = Duration.ofSeconds(120);

    Command(Tool tool, ClientHome home, String... arguments) {
        this.tool = tool;
        this.home = home;
        this.arguments = List.of(arguments);
    }

    Command reading(String text) {
        return reading(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    Command reading(Input source) {
        this.input = source;
        return this;
    }

    Command within(Duration time) {
        this.limit = time;
        return this;
    }

    Screen run() {
        List<String> line = new ArrayList<>(List.of(tool.executable().toString()));
        line.addAll(arguments);
        try {
            Path output = Files.createTempFile(home.directory(), tool.name(), ".out");
            Path errors = Files.createTempFile(home.directory(), tool.name(), ".err");
            ProcessBuilder builder = new ProcessBuilder(line)
                    .directory(home.directory().toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().clear();
            builder.environment().putAll(home.environment());
            Process process = builder.start();
            CompletableFuture<Void> feeding = CompletableFuture.runAsync(() -> feed(process));
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            feeding.join();
            Screen screen = new Screen(
                    tool.name() + " " + String.join(" ", arguments),
                    process.exitValue(),
                    Files.readString(output),
                    Files.readString(errors));
            Files.delete(output);
            Files.delete(errors);
            if (!ended) {
                throw new AssertionError("Not done within " + limit + ": " + screen);
            }
            return screen;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + line, e);
        }
    }

    /** A tool may end without reading all of its input; that is its own business, so a broken pipe is no failure. */
    private void feed(Process process) {
        try (OutputStream stdin = process.getOutputStream()) {
            input.writeTo(stdin);
        } catch (IOException ignored) {
            // the exit code and the screen tell
        }
    }
}
