package io.github.ecremulator.contract.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * An image, an index or an artifact made from scratch as an OCI image layout directory. It is named {@value #NAME} in
 * the layout.
 */
final class OciLayout {

    static final String NAME = "made";
    static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    static final String INDEX = "application/vnd.oci.image.index.v1+json";

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
        Map<String, Object> entry = root.json();
        entry.put("annotations", Map.of("org.opencontainers.image.ref.name", NAME));
        Files.writeString(directory.resolve("oci-layout"), json(Map.of("imageLayoutVersion", "1.0.0")));
        Files.writeString(
                directory.resolve("index.json"),
                json(ordered("schemaVersion", 2, "mediaType", INDEX, "manifests", List.of(entry))));
    }

    /** An image of this machine's architecture with one layer, which holds the one file {@code /content}. */
    static OciLayout image(Path directory, String content) throws IOException {
        return image(directory, thisArchitecture(), content);
    }

    static OciLayout image(Path directory, String architecture, String content) throws IOException {
        byte[] tar = tarOf("content", content.getBytes(StandardCharsets.UTF_8));
        Descriptor layer = blob(directory, LAYER, gzip(tar));
        Descriptor config = blob(directory, CONFIG, bytes(configOf(architecture, List.of(digest(tar)))));
        Descriptor manifest = blob(directory, MANIFEST, bytes(manifestOf(config, layer)));
        return new OciLayout(directory, manifest, config.size() + layer.size());
    }

    /** An index of one image for linux/amd64 and one for linux/arm64. */
    static OciLayout twoPlatforms(Path directory, String content) throws IOException {
        OciLayout amd64 = image(directory, "amd64", content + " on amd64");
        OciLayout arm64 = image(directory, "arm64", content + " on arm64");
        return index(directory, amd64, arm64);
    }

    /** An index of two images that may be in layouts of their own. */
    static OciLayout index(Path directory, OciLayout amd64, OciLayout arm64) throws IOException {
        Map<String, Object> index = ordered(
                "schemaVersion", 2, "mediaType", INDEX, "manifests", List.of(amd64.child("amd64"), arm64.child("arm64")));
        return new OciLayout(directory, blob(directory, INDEX, bytes(index)), Math.max(amd64.size, arm64.size));
    }

    /** An artifact, such as a signature or an SBOM, that says which image it is about. */
    static OciLayout artifact(Path directory, String artifactType, String content, Descriptor subject)
            throws IOException {
        Descriptor layer = blob(directory, artifactType, content.getBytes(StandardCharsets.UTF_8));
        Descriptor config = blob(directory, EMPTY, bytes(Map.of()));
        Map<String, Object> manifest = manifestOf(config, layer);
        manifest.put("artifactType", artifactType);
        manifest.put("subject", subject.json());
        return new OciLayout(directory, blob(directory, MANIFEST, bytes(manifest)), config.size() + layer.size());
    }

    static String thisArchitecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    }

    Path directory() {
        return directory;
    }

    /** The directory and the name in it, as skopeo, oras and regctl write it after a prefix of their own. */
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

    /** The digests of the config and the layers of an image. */
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

    byte[] bytes(String digest) throws IOException {
        return Files.readAllBytes(file(digest));
    }

    /** The digests at the root of a layout that a client wrote. */
    static List<String> rootDigests(Path layout) throws IOException {
        return JSON.readTree(layout.resolve("index.json").toFile()).get("manifests").findValuesAsText("digest");
    }

    /** The image as the archive that {@code docker load} and {@code podman load} read, to be named as given. */
    static Path archive(Path file, String architecture, String content, String reference) throws IOException {
        byte[] layer = tarOf("content", content.getBytes(StandardCharsets.UTF_8));
        byte[] config = bytes(configOf(architecture, List.of(digest(layer))));
        Map<String, Object> manifest =
                ordered("Config", "config.json", "RepoTags", List.of(reference), "Layers", List.of("layer.tar"));
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
            addFile(tar, "config.json", config);
            addFile(tar, "layer.tar", layer);
            addFile(tar, "manifest.json", bytes(List.of(manifest)));
        }
        return file;
    }

    private Map<String, Object> child(String architecture) {
        Map<String, Object> child = root.json();
        child.put("platform", ordered("architecture", architecture, "os", "linux"));
        return child;
    }

    private static Map<String, Object> configOf(String architecture, List<String> layers) {
        return ordered(
                "created", "2026-01-01T00:00:00Z",
                "architecture", architecture,
                "os", "linux",
                "config", Map.of("Cmd", List.of("/content")),
                "rootfs", ordered("type", "layers", "diff_ids", layers),
                "history", List.of(Map.of("created_by", "contract test")));
    }

    private static Map<String, Object> manifestOf(Descriptor config, Descriptor layer) {
        return ordered(
                "schemaVersion", 2, "mediaType", MANIFEST, "config", config.json(), "layers", List.of(layer.json()));
    }

    private static Descriptor blob(Path directory, String mediaType, byte[] content) throws IOException {
        String digest = digest(content);
        Files.createDirectories(blobs(directory));
        Files.write(blobs(directory).resolve(digest.substring("sha256:".length())), content);
        return new Descriptor(mediaType, digest, content.length);
    }

    private static Path blobs(Path directory) {
        return directory.resolve("blobs").resolve("sha256");
    }

    private static byte[] tarOf(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            addFile(tar, name, content);
        }
        return bytes.toByteArray();
    }

    private static void addFile(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    static String digest(byte[] content) {
        try {
            return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(Object json) throws JsonProcessingException {
        return JSON.writeValueAsBytes(json);
    }

    private static String json(Object value) throws JsonProcessingException {
        return JSON.writeValueAsString(value);
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
