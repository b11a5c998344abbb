package io.github.ecremulator.contract.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecremulator.contract.api.ServiceModel.Shape;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A walk over the members of an operation's input, as the published model declares them, nested ones included. */
final class ModelWalk {

    /** The operations that are there. */
    static final List<String> OPERATIONS = List.of(
            "BatchCheckLayerAvailability",
            "BatchDeleteImage",
            "BatchGetImage",
            "CompleteLayerUpload",
            "CreateRepository",
            "DeleteRepository",
            "DescribeImages",
            "DescribeRepositories",
            "GetAuthorizationToken",
            "GetDownloadUrlForLayer",
            "InitiateLayerUpload",
            "ListImageReferrers",
            "ListImages",
            "ListTagsForResource",
            "PutImage",
            "PutImageTagMutability",
            "TagResource",
            "UntagResource",
            "UploadLayerPart");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final List<Variation> broken = new ArrayList<>();
    private final List<Variation> narrow = new ArrayList<>();
    private final Map<String, Place> places = new LinkedHashMap<>();

    /** An input that differs from a good one in one place, and the name of that place in ECR's sentences. */
    record Variation(String what, String member, JsonNode input) {

        @Override
        public String toString() {
            return what + " at " + member;
        }
    }

    /** How to put a value in its place within a whole input. */
    private interface Place {
        JsonNode filledWith(JsonNode value);
    }

    private ModelWalk() {}

    static ModelWalk of(String operation) {
        ModelWalk walk = new ModelWalk();
        walk.walkStructure(ServiceModel.get().input(operation), "", "", value -> value);
        return walk;
    }

    /** Inputs that break one constraint each. */
    List<Variation> broken() {
        return broken;
    }

    /** Inputs that keep to one constraint as narrowly as it allows. */
    List<Variation> narrow() {
        return narrow;
    }

    /** Inputs with each of these values in the place of each member. */
    List<Variation> withEachMemberBeing(List<JsonNode> values) {
        List<Variation> variations = new ArrayList<>();
        places.forEach((path, place) -> values.forEach(value -> {
            String shown = value.toString().replaceAll("[^ -~]", "?");
            variations.add(
                    new Variation(shown.substring(0, Math.min(80, shown.length())), path, place.filledWith(value)));
        }));
        return variations;
    }

    private void walkStructure(Shape structure, String path, String separator, Place place) {
        ObjectNode whole = goodStructure(structure);
        for (String member : structure.members()) {
            String memberPath = path + separator + decapitalized(member);
            Place memberPlace = value -> place.filledWith(whole.deepCopy().set(member, value));
            if (structure.requires(member)) {
                broken.add(new Variation(
                        "no value",
                        memberPath,
                        place.filledWith(whole.deepCopy().without(member))));
            }
            walk(structure.member(member), memberPath, memberPlace);
        }
    }

    private void walk(Shape shape, String path, Place place) {
        places.put(path, place);
        switch (shape.type()) {
            case "structure" -> walkStructure(shape, path, ".", place);
            case "list" -> walkList(shape, path, place);
            case "string" -> walkString(shape, path, place);
            case "integer", "long" -> walkNumber(shape, path, place);
            case "blob" -> walkBlob(shape, path, place);
            case "boolean" -> narrow.add(new Variation("true", path, place.filledWith(JSON.booleanNode(true))));
            default -> throw new IllegalStateException(path + " is a " + shape.type());
        }
    }

    private void walkList(Shape list, String path, Place place) {
        Shape element = list.element();
        if (list.has("min")) {
            int min = list.number("min");
            if (min > 0) {
                broken.add(new Variation("a list too short", path, place.filledWith(copies(element, min - 1))));
            }
            narrow.add(new Variation("the shortest list", path, place.filledWith(copies(element, min))));
        }
        if (list.has("max")) {
            int max = list.number("max");
            broken.add(new Variation("a list too long", path, place.filledWith(copies(element, max + 1))));
            narrow.add(new Variation("the longest list", path, place.filledWith(copies(element, max))));
        }
        if (element.type().equals("structure")) {
            walkStructure(
                    element,
                    path + ".2.member",
                    ".",
                    value -> place.filledWith(
                            JSON.arrayNode().add(goodStructure(element)).add(value)));
        } else {
            walk(
                    element,
                    path,
                    value ->
                            place.filledWith(JSON.arrayNode().add(good(element)).add(value)));
        }
    }

    private ArrayNode copies(Shape element, int count) {
        ArrayNode array = JSON.arrayNode();
        for (int i = 0; i < count; i++) {
            array.add(good(element));
        }
        return array;
    }

    private void walkString(Shape string, String path, Place place) {
        if (!string.values().isEmpty()) {
            broken.add(new Variation("no such value", path, place.filledWith(JSON.textNode("NO_SUCH_VALUE"))));
            for (String value : string.values()) {
                narrow.add(new Variation("the value " + value, path, place.filledWith(JSON.textNode(value))));
            }
            return;
        }
        String letter = good(string).asText().endsWith("a") ? "a" : "0";
        if (string.has("max")) {
            int max = string.number("max");
            broken.add(new Variation("a text too long", path, place.filledWith(text(letter, max + 1))));
            if (!string.has("pattern") || letter.repeat(max).matches(string.pattern())) {
                narrow.add(new Variation("the longest text", path, place.filledWith(text(letter, max))));
            }
        }
        if (string.has("min") && string.number("min") > 0) {
            int min = string.number("min");
            broken.add(new Variation("a text too short", path, place.filledWith(text(letter, min - 1))));
            narrow.add(new Variation("the shortest text", path, place.filledWith(text(letter, min))));
        }
        if (string.has("pattern")) {
            String wrong = "!".repeat(Math.max(1, string.number("min")));
            assertThat(wrong).doesNotMatch(string.pattern());
            broken.add(new Variation("a text off the pattern", path, place.filledWith(JSON.textNode(wrong))));
            String almost = good(string).asText() + "!";
            broken.add(new Variation("a text that leaves the pattern", path, place.filledWith(JSON.textNode(almost))));
        }
    }

    private void walkNumber(Shape number, String path, Place place) {
        if (number.has("min")) {
            int min = number.number("min");
            broken.add(new Variation("a number too low", path, place.filledWith(JSON.numberNode(min - 1))));
            narrow.add(new Variation("the lowest number", path, place.filledWith(JSON.numberNode(min))));
        }
        if (number.has("max")) {
            int max = number.number("max");
            broken.add(new Variation("a number too high", path, place.filledWith(JSON.numberNode(max + 1))));
            narrow.add(new Variation("the highest number", path, place.filledWith(JSON.numberNode(max))));
        }
    }

    private void walkBlob(Shape blob, String path, Place place) {
        int max = blob.number("max");
        broken.add(new Variation("too many bytes", path, place.filledWith(bytes(max + 1))));
        narrow.add(new Variation("as many bytes as may be", path, place.filledWith(bytes(max))));
    }

    private static JsonNode text(String letter, int length) {
        return JSON.textNode(letter.repeat(length));
    }

    private static JsonNode bytes(int count) {
        return JSON.textNode(Base64.getEncoder().encodeToString(new byte[count]));
    }

    private static ObjectNode goodStructure(Shape structure) {
        ObjectNode object = JSON.objectNode();
        structure.members().stream()
                .filter(structure::requires)
                .forEach(member -> object.set(member, good(structure.member(member))));
        return object;
    }

    private static JsonNode good(Shape shape) {
        if (!shape.values().isEmpty()) {
            return JSON.textNode(shape.values().get(0));
        }
        return switch (shape.type()) {
            case "structure" -> goodStructure(shape);
            case "list" -> JSON.arrayNode().add(good(shape.element()));
            case "integer", "long" -> JSON.numberNode(Math.max(0, shape.number("min")));
            case "blob" -> bytes(1);
            default -> JSON.textNode(goodText(shape.name()));
        };
    }

    private static String goodText(String shape) {
        return switch (shape) {
            case "RegistryId" -> EcrUnderTest.ACCOUNT;
            case "UploadId" -> "00000000-0000-4000-8000-000000000000";
            case "LayerDigest", "BatchedOperationLayerDigest", "ImageDigest" -> "sha256:" + "0".repeat(64);
            case "Arn" -> "arn:aws:ecr:us-east-1:123456789012:repository/aa";
            default -> "aa";
        };
    }

    private static String decapitalized(String member) {
        return member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1);
    }
}
