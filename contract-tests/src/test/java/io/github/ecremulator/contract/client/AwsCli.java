package io.github.ecremulator.contract.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** The AWS CLI, pointed at an emulator. */
final class AwsCli {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Tool tool;
    private final ClientHome home;
    private final StandaloneEmulator emulator;

    AwsCli(Tool tool, ClientHome home, StandaloneEmulator emulator) {
        this.tool = tool;
        this.home = home;
        this.emulator = emulator;
    }

    /** Such as {@code 2.9.19}. */
    static String version(Tool tool, ClientHome home) {
        return new Command(tool, home, "--version").run().succeeded().answer().replaceAll("aws-cli/(\\S+).*", "$1");
    }

    Screen ecr(String... arguments) {
        List<String> line =
                new ArrayList<>(List.of("--endpoint-url", emulator.endpoint().toString(), "ecr"));
        line.addAll(List.of(arguments));
        return new Command(tool, home, line.toArray(String[]::new)).run();
    }

    JsonNode json(String... arguments) throws JsonProcessingException {
        return JSON.readTree(ecr(arguments).succeeded().output());
    }

    /** The image a tag names, as {@code aws ecr describe-images} shows it. */
    JsonNode image(String repository, String tag) throws JsonProcessingException {
        return json("describe-images", "--repository-name", repository, "--image-ids", "imageTag=" + tag)
                .get("imageDetails")
                .get(0);
    }

    /** Gives an image one more tag by the two commands of the ECR user guide. */
    Screen retag(String repository, String tag, String newTag) {
        String manifest = ecr(
                        "batch-get-image",
                        "--repository-name",
                        repository,
                        "--image-ids",
                        "imageTag=" + tag,
                        "--output",
                        "text",
                        "--query",
                        "images[].imageManifest")
                .succeeded()
                .answer();
        return ecr("put-image", "--repository-name", repository, "--image-tag", newTag, "--image-manifest", manifest);
    }
}
