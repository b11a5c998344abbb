package io.github.ecremulator.contract.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A manifest written by hand, with the blobs and the children that must be there before it. */
record SampleManifest(String mediaType, byte[] bytes, List<byte[]> blobs, List<SampleManifest> children) {

    static final String OCI_IMAGE = "application/vnd.oci.image.manifest.v1+json";
    static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    static final String DOCKER_IMAGE = "application/vnd.docker.distribution.manifest.v2+json";
    static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
    static final String DOCKER_SCHEMA_1 = "application/vnd.docker.distribution.manifest.v1+json";
    static final String DOCKER_SCHEMA_1_SIGNED = "application/vnd.docker.distribution.manifest.v1+prettyjws";
    static final String EMPTY_CONFIG = "application/vnd.oci.empty.v1+json";

    String digest() {
        return mediaType.equals(DOCKER_SCHEMA_1_SIGNED) ? Bytes.sha256(signedPayload()) : Bytes.sha256(bytes);
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    int size() {
        return bytes.length;
    }

    static SampleManifest ociImage(String content) {
        return image(
                OCI_IMAGE,
                "application/vnd.oci.image.config.v1+json",
                "application/vnd.oci.image.layer.v1.tar+gzip",
                content);
    }

    static SampleManifest dockerImage(String content) {
        return image(
                DOCKER_IMAGE,
                "application/vnd.docker.container.image.v1+json",
                "application/vnd.docker.image.rootfs.diff.tar.gzip",
                content);
    }

    /** An image with one layer; the odd white space is there to be kept. */
    static SampleManifest image(String type, String configType, String layerType, String content) {
        byte[] layer = Bytes.of("layer of " + content);
        byte[] config =
                Bytes.of("{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\""
                        + Bytes.sha256(layer) + "\"]}}");
        return written(
                type,
                """
                {
                   "schemaVersion" : 2,
                   "mediaType": "%s",
                   "config": %s,
                   "layers": [ %s ]
                }""".formatted(type, descriptor(configType, config), descriptor(layerType, layer)),
                List.of(config, layer),
                List.of());
    }

    static SampleManifest ociIndex(SampleManifest... children) {
        return index(OCI_INDEX, children);
    }

    static SampleManifest dockerList(SampleManifest... children) {
        return index(DOCKER_LIST, children);
    }

    static SampleManifest index(String type, SampleManifest... children) {
        String[] architectures = {"amd64", "arm64", "s390x", "riscv64"};
        StringBuilder entries = new StringBuilder();
        for (int i = 0; i < children.length; i++) {
            entries.append(i == 0 ? "" : ",\n    ").append("""
                            {"mediaType":"%s","digest":"%s","size":%d,"platform":{"architecture":"%s","os":"linux"}}""".formatted(
                            children[i].mediaType(),
                            children[i].digest(),
                            children[i].size(),
                            architectures[i % architectures.length]));
        }
        return written(type, """
                {
                  "schemaVersion": 2,
                  "mediaType": "%s",
                  "manifests": [
                    %s
                  ]
                }
                """.formatted(type, entries), List.of(), List.of(children));
    }

    /** An artifact with the two-byte empty configuration and one layer. */
    static SampleManifest artifact(String artifactType, String layerType, String content) {
        return artifact("\"artifactType\":\"" + artifactType + "\",", EMPTY_CONFIG, layerType, content, "");
    }

    /** A referrer of the subject, with an artifact type and annotations. */
    static SampleManifest referrer(SampleManifest subject, String artifactType, Map<String, String> annotations) {
        String notes = annotations.entrySet().stream()
                .map(note -> "\"" + note.getKey() + "\":\"" + note.getValue() + "\"")
                .sorted()
                .collect(Collectors.joining(",", ",\"annotations\":{", "}"));
        return artifact(
                "\"artifactType\":\"" + artifactType + "\",",
                EMPTY_CONFIG,
                "application/octet-stream",
                "about " + subject.digest() + " " + artifactType + " " + annotations,
                ",\"subject\":" + subject.descriptor() + (annotations.isEmpty() ? "" : notes));
    }

    /** A referrer without an artifact type of its own, which so has that of its configuration. */
    static SampleManifest referrerWithConfigType(SampleManifest subject, String configType) {
        return artifact(
                "",
                configType,
                "application/octet-stream",
                "signature of " + subject.digest(),
                ",\"subject\":" + subject.descriptor());
    }

    private static SampleManifest artifact(
            String leading, String configType, String layerType, String content, String trailing) {
        byte[] config = Bytes.of("{}");
        byte[] layer = Bytes.of(content);
        return written(
                OCI_IMAGE,
                """
                {"schemaVersion":2,"mediaType":"%s",%s"config":%s,"layers":[%s]%s}""".formatted(
                                OCI_IMAGE,
                                leading,
                                SampleManifest.descriptor(configType, config),
                                SampleManifest.descriptor(layerType, layer),
                                trailing),
                List.of(config, layer),
                List.of());
    }

    static SampleManifest schema1(String content) {
        byte[] layer = Bytes.of("layer of " + content);
        return written(DOCKER_SCHEMA_1, schema1Payload(layer), List.of(layer), List.of());
    }

    /** Schema 1 in its signed form: the signature member is spliced into the payload, which alone is digested. */
    static SampleManifest signedSchema1(String content) {
        byte[] layer = Bytes.of("layer of " + content);
        String payload = schema1Payload(layer);
        String tail = "\n}";
        int length = payload.length() - tail.length();
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String header = base64.encodeToString(Bytes.of("{\"formatLength\":" + length + ",\"formatTail\":\""
                + base64.encodeToString(Bytes.of(tail)) + "\",\"time\":\"2015-03-01T00:00:00Z\"}"));
        String signed = payload.substring(0, length) + """
                ,
                   "signatures": [
                      {
                         "header": { "alg": "ES256" },
                         "signature": "c2lnbmF0dXJl",
                         "protected": "%s"
                      }
                   ]
                }""".formatted(header);
        return written(DOCKER_SCHEMA_1_SIGNED, signed, List.of(layer), List.of());
    }

    private static String schema1Payload(byte[] layer) {
        return """
                {
                   "schemaVersion": 1,
                   "name": "app",
                   "tag": "1",
                   "architecture": "amd64",
                   "fsLayers": [
                      {
                         "blobSum": "%s"
                      }
                   ],
                   "history": [
                      {
                         "v1Compatibility": "{\\"id\\":\\"1\\",\\"architecture\\":\\"amd64\\",\\"os\\":\\"linux\\"}"
                      }
                   ]
                }""".formatted(Bytes.sha256(layer));
    }

    private byte[] signedPayload() {
        return Bytes.of(text().replaceFirst("(?s),\n   \"signatures\": .*", "\n}"));
    }

    /** A manifest given as text, of which the caller knows what it needs. */
    static SampleManifest written(String mediaType, String text, List<byte[]> blobs, List<SampleManifest> children) {
        return new SampleManifest(mediaType, Bytes.of(text), blobs, children);
    }

    SampleManifest with(String newText) {
        return written(mediaType, newText, blobs, children);
    }

    String descriptor() {
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}".formatted(mediaType, digest(), size());
    }

    static String descriptor(String type, byte[] content) {
        return "{\"mediaType\":\"%s\",\"size\":%d,\"digest\":\"%s\"}"
                .formatted(type, content.length, Bytes.sha256(content));
    }

    /** One of every manifest type that ECR stores. */
    static Stream<SampleManifest> everyType() {
        return Stream.of(
                dockerImage("docker"),
                dockerList(dockerImage("docker amd64"), dockerImage("docker arm64")),
                ociImage("oci"),
                ociIndex(ociImage("oci amd64"), ociImage("oci arm64")),
                schema1("old"),
                signedSchema1("old and signed"));
    }

    @Override
    public String toString() {
        return mediaType + " " + digest().substring(0, 19);
    }
}
