package io.github.ecremulator.server.cli;

import io.github.ecremulator.core.model.RegistryId;
import io.github.ecremulator.server.EcrEmulatorServer;
import java.io.PrintWriter;
import java.util.Map;

/** What a person sees who starts the emulator: where it is, and lines to paste. */
final class Banner {

    private final EcrEmulatorServer server;
    private final Map<RegistryId, Integer> ports;

    Banner(EcrEmulatorServer server, Map<RegistryId, Integer> ports) {
        this.server = server;
        this.ports = ports;
    }

    void print(PrintWriter out) {
        String url = server.endpoint().toString();
        String host = server.registryHost();
        out.println("ECR Emulator " + Version.number() + " is ready: " + url);
        out.println();
        out.println("Account " + server.emulator().account() + ", region "
                + server.emulator().region() + ", in memory: nothing is kept when it stops.");
        ports.forEach((registry, port) ->
                out.println("Registry " + registry + " has a port of its own: http://localhost:" + port));
        out.println();
        out.println("  # any access key signs in");
        out.println("  export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION="
                + server.emulator().region());
        out.println("  # AWS CLI");
        out.println("  aws --endpoint-url " + url + " ecr create-repository --repository-name my-app");
        out.println("  # docker");
        out.println("  aws --endpoint-url " + url
                + " ecr get-login-password | docker login --username AWS --password-stdin " + host);
        out.println("  docker push " + host + "/my-app:latest");
        out.println("  # AWS SDKs");
        out.println("  export AWS_ENDPOINT_URL_ECR=" + url);
        out.println();
        out.println("More to paste, for other clients: ecr-emulator env --port " + server.port());
        out.flush();
    }
}
