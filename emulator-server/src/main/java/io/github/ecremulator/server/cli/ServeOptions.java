package io.github.ecremulator.server.cli;

import io.github.ecremulator.core.EcrEmulator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be set when serving; each option has an environment variable. */
final class ServeOptions {

    static final int DEFAULT_PORT = 5010;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "${env:ECR_EMULATOR_HOST:-127.0.0.1}",
            description = "Address to listen on; 0.0.0.0 for all. [ECR_EMULATOR_HOST, 127.0.0.1]")
    String host = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "${env:ECR_EMULATOR_PORT:-" + DEFAULT_PORT + "}",
            description = "Port to listen on; 0 takes a free one. [ECR_EMULATOR_PORT, 5010]")
    int port;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            defaultValue = "${env:ECR_EMULATOR_PROFILE:-ecr}",
            description = "How the registry answers: ecr, as Amazon ECR does. [ECR_EMULATOR_PROFILE, ecr]")
    String profile = "";

    @Option(
            names = "--account",
            paramLabel = "ACCOUNT",
            defaultValue = "${env:ECR_EMULATOR_ACCOUNT:-" + EcrEmulator.DEFAULT_ACCOUNT + "}",
            description = "Account of callers whose access key says nothing else. [ECR_EMULATOR_ACCOUNT, 123456789012]")
    String account = "";

    @Option(
            names = "--region",
            paramLabel = "REGION",
            defaultValue = "${env:ECR_EMULATOR_REGION:-" + EcrEmulator.DEFAULT_REGION + "}",
            description = "Region where nobody says which. [ECR_EMULATOR_REGION, us-east-1]")
    String region = "";

    @Option(
            names = "--registry",
            paramLabel = "ACCOUNT/REGION=PORT",
            split = ",",
            defaultValue = "${env:ECR_EMULATOR_REGISTRY}",
            description = "Another port that means one registry; may be repeated. [ECR_EMULATOR_REGISTRY]")
    List<String> registries = new ArrayList<>();

    @Option(
            names = "--uri-style",
            paramLabel = "STYLE",
            defaultValue = "${env:ECR_EMULATOR_URI_STYLE:-follow}",
            description = "How repository URIs name this registry: follow (by the host that the caller used),"
                    + " localhost, aws, hostname, or a template such as ecr.test:{port}."
                    + " [ECR_EMULATOR_URI_STYLE, follow]")
    String uriStyle = "";

    @Option(
            names = "--auth",
            paramLabel = "LEVEL",
            defaultValue = "${env:ECR_EMULATOR_AUTH:-open}",
            description = "Who may do what: open, any access key signs in as its account's administrator."
                    + " [ECR_EMULATOR_AUTH, open]")
    String auth = "";

    @Option(
            names = "--seed",
            paramLabel = "FILE",
            defaultValue = "${env:ECR_EMULATOR_SEED}",
            description = "JSON file with accounts and repositories to begin with. [ECR_EMULATOR_SEED]")
    @Nullable
    Path seed;
}
