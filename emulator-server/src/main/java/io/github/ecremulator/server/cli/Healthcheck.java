package io.github.ecremulator.server.cli;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks a running emulator whether it is ready; made for {@code HEALTHCHECK} in images without a shell. */
@Command(
        name = "healthcheck",
        description = "Exit with 0 when an emulator is ready, with 1 when not.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class Healthcheck implements Callable<Integer> {

    private static final int TIMEOUT_MILLIS = 2_000;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Where the emulator listens. [127.0.0.1]")
    private String host = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "${env:ECR_EMULATOR_PORT:-" + ServeOptions.DEFAULT_PORT + "}",
            description = "Its port. [ECR_EMULATOR_PORT, 5010]")
    private int port;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        URI uri = URI.create("http://" + host + ":" + port + "/_ecr/ready");
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            int status = connection.getResponseCode();
            connection.disconnect();
            if (status == HttpURLConnection.HTTP_OK) {
                spec.commandLine().getOut().println("ready");
                return 0;
            }
            spec.commandLine().getErr().println(uri + " answered " + status + ".");
        } catch (IOException e) {
            spec.commandLine().getErr().println(uri + " does not answer: " + e.getMessage() + ".");
        }
        return 1;
    }
}
