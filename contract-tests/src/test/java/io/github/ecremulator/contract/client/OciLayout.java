package io.github.ecremulator.contract.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An image, an index or an artifact made from scratch as an OCI image layout directory, in which it is named
 * {@value #NAME}.
 */
final class OciLayout {

    static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    static final String INDEX = "application/vnd.oci.image.index.v1+json";

    private static final String NAME = "made";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String EMPTY = "application/vnd.oci.empty.v1+json";
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private final Descriptor root;
    private final long size;

    private OciLayout(Path directory, Descriptor root, long size) throws IOException {
        this.directory = directory;
        this.root = root;
        this.size = size;
        String name = "\"annotations\":{\"org.opencontainers.image.ref.name\":\"%s\"}".formatted(NAME);
        Files.writeString(directory.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        Files.writeString(directory.resolve("index.json"), indexOf(root.jsonWith(name)));
    }

    /** An image of one file for this machine. */
    static OciLayout image(Path directory, String content) throws IOException {
        return image(directory, ImageFile.forThisMachine(content));
    }

    static OciLayout image(Path directory, ImageFile file) throws IOException {
        Descriptor layer = add(directory, LAYER, file.compressedLayer());
        Descriptor config = add(directory, CONFIG, file.config());
        String manifest = "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
                .formatted(MANIFEST, config.json(), layer.json());
        return new OciLayout(
                directory, add(directory, MANIFEST, manifest.getBytes(UTF_8)), config.size() + layer.size());
    }

    /** An index of one image for linux/amd64 and one for linux/arm64. */
    static OciLayout twoPlatforms(Path directory, String content) throws IOException {
        OciLayout amd64 = image(directory, new ImageFile("amd64", content + " on amd64"));
        OciLayout arm64 = image(directory, new ImageFile("arm64", content + " on arm64"));
        return index(directory, amd64, arm64);
    }

    /** An index of two images that may be in layouts of their own. */
    static OciLayout index(Path directory, OciLayout amd64, OciLayout arm64) throws IOException {
        String index = indexOf(amd64.root.jsonWith("\"platform\":{\"architecture\":\"amd64\",\"os\":\"linux\"}") + ","
                + arm64.root.jsonWith("\"platform\":{\"architecture\":\"arm64\",\"os\":\"linux\"}"));
        return new OciLayout(directory, add(directory, INDEX, index.getBytes(UTF_8)), Math.max(amd64.size, arm64.size));
    }

    /** An artifact, such as a signature or an SBOM, that says which image it is about. */
    static OciLayout artifact(Path directory, String artifactType, String content, Descriptor subject)
            throws IOException {
        Descriptor layer = add(directory, artifactType, content.getBytes(UTF_8));
        Descriptor config = add(directory, EMPTY, "{}".getBytes(UTF_8));
        String manifest = """
                {"schemaVersion":2,"mediaType":"%s","artifactType":"%s","config":%s,"layers":[%s],"subject":%s}""";
        byte[] bytes = manifest.formatted(MANIFEST, artifactType, config.json(), layer.json(), subject.json())
                .getBytes(UTF_8);
        return new OciLayout(directory, add(directory, MANIFEST, bytes), config.size() + layer.size());
    }

    /** The digests at the root of a layout that a client wrote. */
    static List<String> rootDigests(Path layout) throws IOException {
        JsonNode index = JSON.readTree(layout.resolve("index.json").toFile());
        return index.get("manifests").findValuesAsText("digest");
    }

    Path directory() {
        return directory;
    }

    /** The directory and the name in it, as skopeo, oras and regctl write it. */
    String location() {
        return directory + ":" + NAME;
    }

    Descriptor root() {
        return root;
    }

    String digest() {
        return root.digest();
    }

    /** The config and the layers together; of an index, those of its largest image. */
    long size() {
        return size;
    }

    /** The text of the manifest or index at the root. */
    String manifest() throws IOException {
        return Files.readString(file(digest()));
    }

    /** The digests of the config and the layers of an image, in that order. */
    List<String> blobs() throws IOException {
        JsonNode manifest = JSON.readTree(manifest());
        List<String> digests = new ArrayList<>();
        digests.add(manifest.get("config").get("digest").asText());
        digests.addAll(manifest.get("layers").findValuesAsText("digest"));
        return digests;
    }

    Path file(String digest) {
        return blobs(directory).resolve(digest.substring("sha256:".length()));
    }

    private static String indexOf(String descriptors) {
        return "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}".formatted(INDEX, descriptors);
    }

    private static Descriptor add(Path directory, String mediaType, byte[] content) throws IOException {
        Descriptor descriptor = Descriptor.of(mediaType, content);
        Files.createDirectories(blobs(directory));
        Files.write(blobs(directory).resolve(descriptor.digest().substring("sha256:".length())), content);
        return descriptor;
    }

    private static Path blobs(Path directory) {
        return directory.resolve("blobs").resolve("sha256");
    }
}
