package io.github.ecremulator.contract.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The JSON of a manifest, written by these tests alone: nothing here comes from the emulator. Immutable. */
final class Manifest {

    static final String OCI_IMAGE = "application/vnd.oci.image.manifest.v1+json";
    static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    static final String DOCKER_IMAGE = "application/vnd.docker.distribution.manifest.v2+json";
    static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";

    private final ObjectNode body;

    private Manifest(ObjectNode body) {
        this.body = body;
    }

    static Manifest ociImage(Blob config, Blob... layers) {
        return image(OCI_IMAGE, config, layers);
    }

    static Manifest dockerImage(Blob config, Blob... layers) {
        return image(DOCKER_IMAGE, config, layers);
    }

    static Manifest ociIndex(Manifest... children) {
        return index(OCI_INDEX, children);
    }

    static Manifest dockerList(Manifest... children) {
        return index(DOCKER_LIST, children);
    }

    private static Manifest image(String mediaType, Blob config, Blob... layers) {
        ObjectNode body = versionTwo(mediaType);
        body.set("config", config.descriptor());
        ArrayNode descriptors = body.putArray("layers");
        Arrays.stream(layers).map(Blob::descriptor).forEach(descriptors::add);
        return new Manifest(body);
    }

    private static Manifest index(String mediaType, Manifest... children) {
        ObjectNode body = versionTwo(mediaType);
        ArrayNode descriptors = body.putArray("manifests");
        for (Manifest child : children) {
            ObjectNode descriptor = child.descriptor();
            descriptor.putObject("platform").put("architecture", "amd64").put("os", "linux");
            descriptors.add(descriptor);
        }
        return new Manifest(body);
    }

    private static ObjectNode versionTwo(String mediaType) {
        return JsonNodeFactory.instance.objectNode().put("schemaVersion", 2).put("mediaType", mediaType);
    }

    Manifest artifactType(String artifactType) {
        return with("artifactType", artifactType);
    }

    Manifest annotation(String name, String value) {
        ObjectNode copy = body.deepCopy();
        copy.withObjectProperty("annotations").put(name, value);
        return new Manifest(copy);
    }

    Manifest subject(Manifest subject) {
        ObjectNode copy = body.deepCopy();
        copy.set("subject", subject.descriptor());
        return new Manifest(copy);
    }

    Manifest with(String member, String value) {
        return new Manifest(body.deepCopy().put(member, value));
    }

    Manifest without(String member) {
        ObjectNode copy = body.deepCopy();
        copy.remove(member);
        return new Manifest(copy);
    }

    String json() {
        return body.toString();
    }

    String mediaType() {
        return body.path("mediaType").asText();
    }

    int size() {
        return json().getBytes(StandardCharsets.UTF_8).length;
    }

    String digest() {
        return digestOf(json());
    }

    static String digestOf(String json) {
        return Blob.digestOf(json.getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode descriptor() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("mediaType", mediaType())
                .put("digest", digest())
                .put("size", size());
    }
}
