package io.github.ecremulator.server.cli;

import io.github.ecremulator.core.model.AccountId;
import io.github.ecremulator.core.model.Region;
import io.github.ecremulator.core.model.RegistryId;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints lines to paste into a shell, and settings for clients that need a file. */
@Command(
        name = "env",
        description = "Print how to point clients at an emulator that runs.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class Env implements Runnable {

    @Option(
            names = "--host",
            paramLabel = "NAME",
            defaultValue = "localhost",
            description = "Host name by which clients reach the emulator. [localhost]")
    private String host = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "${env:ECR_EMULATOR_PORT:-" + ServeOptions.DEFAULT_PORT + "}",
            description = "Its port. [ECR_EMULATOR_PORT, 5010]")
    private int port;

    @Option(
            names = "--account",
            paramLabel = "ACCOUNT",
            defaultValue = "${env:ECR_EMULATOR_ACCOUNT:-123456789012}",
            description = "The account whose registry is meant. [ECR_EMULATOR_ACCOUNT, 123456789012]")
    private String account = "";

    @Option(
            names = "--region",
            paramLabel = "REGION",
            defaultValue = "${env:ECR_EMULATOR_REGION:-us-east-1}",
            description = "The region that is meant. [ECR_EMULATOR_REGION, us-east-1]")
    private String region = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        String address = host + ":" + port;
        String awsHost = new RegistryId(new AccountId(account), new Region(region)).awsHost();
        PrintWriter out = spec.commandLine().getOut();
        out.println("""
                # shell: the AWS CLI and all AWS SDKs
                export AWS_ENDPOINT_URL_ECR=http://%1$s
                export AWS_ACCESS_KEY_ID=%3$s AWS_SECRET_ACCESS_KEY=test AWS_REGION=%4$s

                # docker, crane
                aws --endpoint-url http://%1$s ecr get-login-password | docker login --username AWS --password-stdin %1$s

                # podman, buildah, skopeo
                aws --endpoint-url http://%1$s ecr get-login-password | podman login --tls-verify=false --username AWS --password-stdin %1$s

                skopeo copy --dest-tls-verify=false oci:my-app docker://%1$s/my-app:latest

                # oras, helm
                aws --endpoint-url http://%1$s ecr get-login-password | oras login --plain-http --username AWS --password-stdin %1$s

                # regctl
                regctl registry set %1$s --tls disabled --skip-check
                aws --endpoint-url http://%1$s ecr get-login-password | regctl registry login %1$s --user AWS --pass-stdin

                # podman and skopeo under the real name: /etc/containers/registries.conf.d/ecr-emulator.conf
                [[registry]]
                prefix = "%2$s"
                location = "%1$s"
                insecure = true

                # containerd and kind: /etc/containerd/certs.d/%2$s/hosts.toml
                server = "https://%2$s"
                [host."http://%1$s"]
                  capabilities = ["pull", "resolve", "push"]

                # k3s: /etc/rancher/k3s/registries.yaml
                mirrors:
                  "%2$s":
                    endpoint:
                      - "http://%1$s"
                """.formatted(address, awsHost, account, region).stripTrailing());
        out.flush();
    }
}
