package io.github.ecremulator.contract.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The model of the service that AWS publishes inside botocore. It is never shipped with this project: it is read from
 * the file named by the system property {@code ecr.service.model} or the variable {@code ECR_SERVICE_MODEL}, or else
 * from the botocore of the Python on the path.
 */
final class ServiceModel {

    private static final String IN_BOTOCORE = "data/ecr/2015-09-21/";
    private static final Search SEARCH = search();

    private final JsonNode root;

    private ServiceModel(JsonNode root) {
        this.root = root;
    }

    /** Whether there is a model on this machine. */
    static boolean isAvailable() {
        return SEARCH.model() != null;
    }

    /** Why there is none. */
    static String reasonForAbsence() {
        return SEARCH.reason();
    }

    static ServiceModel get() {
        ServiceModel model = SEARCH.model();
        if (model == null) {
            throw new IllegalStateException(SEARCH.reason());
        }
        return model;
    }

    Shape input(String operation) {
        return shape(root.at("/operations/" + operation + "/input/shape").asText());
    }

    Shape output(String operation) {
        return shape(root.at("/operations/" + operation + "/output/shape").asText());
    }

    List<String> errors(String operation) {
        return elements(root.at("/operations/" + operation + "/errors"))
                .map(error -> error.get("shape").asText())
                .toList();
    }

    Shape shape(String name) {
        return new Shape(name, root.path("shapes").path(name));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** A type of the model. */
    final class Shape {

        private final String name;
        private final JsonNode definition;

        private Shape(String name, JsonNode definition) {
            this.name = name;
            this.definition = definition;
        }

        String name() {
            return name;
        }

        String type() {
            return definition.path("type").asText();
        }

        List<String> members() {
            List<String> names = new ArrayList<>();
            definition.path("members").fieldNames().forEachRemaining(names::add);
            return names;
        }

        boolean hasMember(String member) {
            return definition.path("members").has(member);
        }

        Shape member(String member) {
            return shape(definition.at("/members/" + member + "/shape").asText());
        }

        boolean requires(String member) {
            return elements(definition.path("required"))
                    .anyMatch(name -> name.asText().equals(member));
        }

        Shape element() {
            return shape(definition.at("/member/shape").asText());
        }

        Shape value() {
            return shape(definition.at("/value/shape").asText());
        }

        List<String> values() {
            return elements(definition.path("enum")).map(JsonNode::asText).toList();
        }

        boolean has(String constraint) {
            return definition.has(constraint);
        }

        int number(String constraint) {
            return definition.path(constraint).asInt();
        }

        String pattern() {
            return definition.path("pattern").asText();
        }
    }

    private record Search(@Nullable ServiceModel model, String reason) {}

    private static Search search() {
        try {
            for (Path candidate : candidates()) {
                if (Files.isRegularFile(candidate)) {
                    return judge(candidate);
                }
            }
            return new Search(
                    null,
                    "no ECR service model: set -Decr.service.model or ECR_SERVICE_MODEL to botocore's"
                            + " service-2.json, or put a python3 with botocore on the path");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Search judge(Path file) throws IOException {
        JsonNode root = read(file);
        if (!root.path("operations").has("ListImageReferrers")) {
            return new Search(null, "the ECR service model in " + file + " is older than ListImageReferrers");
        }
        return new Search(new ServiceModel(root), "");
    }

    private static JsonNode read(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                InputStream json = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes) {
            return new ObjectMapper().readTree(json);
        }
    }

    private static List<Path> candidates() throws IOException {
        String named = System.getProperty("ecr.service.model", System.getenv("ECR_SERVICE_MODEL"));
        if (named != null) {
            return List.of(Path.of(named));
        }
        Path botocore = Path.of(homeOfBotocore());
        return List.of(
                botocore.resolve(IN_BOTOCORE + "service-2.json.gz"), botocore.resolve(IN_BOTOCORE + "service-2.json"));
    }

    private static String homeOfBotocore() throws IOException {
        Process python;
        try {
            python = new ProcessBuilder("python3", "-c", "import botocore; print(botocore.__path__[0])")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException noPython) {
            return "no-python3";
        }
        try (InputStream out = python.getInputStream()) {
            String answer = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean ended = python.waitFor(30, TimeUnit.SECONDS);
            return ended && !answer.isEmpty() ? answer : "no-botocore";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "no-botocore";
        }
    }
}
