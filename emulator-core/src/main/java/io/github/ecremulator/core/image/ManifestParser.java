package io.github.ecremulator.core.image;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrError.InvalidManifest.Fault;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.image.Manifest.Descriptor;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.MediaTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads manifests and refuses those that ECR refuses. Unknown members are left alone. */
final class ManifestParser {

    /** The longest manifest, in characters. */
    static final int MAX_LENGTH = 4_194_304;

    /** ECR has a limit that it does not document; this is the one that Docker's storage drivers had. */
    static final int MAX_LAYERS = 127;

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final byte[] bytes;
    private final JsonNode root;

    private ManifestParser(byte[] bytes) {
        this.bytes = bytes;
        this.root = readObject(bytes);
    }

    /**
     * Reads a manifest.
     *
     * @param bytes the manifest as it came
     * @param declaredType the type that came beside it, if any
     * @throws EcrException {@link EcrError.InvalidManifest}
     */
    static Manifest parse(byte[] bytes, @Nullable String declaredType) {
        return new ManifestParser(bytes).parse(declaredType);
    }

    private Manifest parse(@Nullable String declaredType) {
        String mediaType = mediaType(declaredType);
        if (MediaTypes.isSchema1(mediaType)) {
            return schema1(mediaType);
        }
        require(root.path("schemaVersion").isInt() && root.path("schemaVersion").intValue() == 2);
        boolean index = MediaTypes.isIndex(mediaType);
        require(
                index
                        ? root.path("manifests").isArray() && !root.has("layers")
                        : root.path("config").isObject() && root.path("layers").isArray() && !root.has("manifests"));
        Descriptor config = index ? null : descriptor(root.path("config"));
        List<Descriptor> layers = index ? List.of() : descriptors(root.path("layers"));
        if (!index && layers.isEmpty()) {
            throw invalid(Fault.NO_LAYERS);
        }
        if (layers.size() > MAX_LAYERS) {
            throw invalid(Fault.TOO_MANY_LAYERS);
        }
        JsonNode subject = root.path("subject");
        Digest digest = Digest.sha256(bytes);
        return new Manifest(
                mediaType,
                digest,
                digest,
                config,
                layers,
                index ? members() : List.of(),
                absent(subject) ? null : descriptor(subject).digest(),
                artifactType(),
                annotations());
    }

    private String mediaType(@Nullable String declaredType) {
        String own = optionalText(root.path("mediaType"));
        if (own == null && declaredType == null && root.path("schemaVersion").asInt() == 1) {
            return MediaTypes.DOCKER_SCHEMA1_SIGNED;
        }
        String mediaType = own != null ? own : declaredType;
        boolean agree = own == null || declaredType == null || own.equals(declaredType);
        if (mediaType == null || !agree || !MediaTypes.isManifest(mediaType)) {
            throw invalid(Fault.UNREADABLE);
        }
        return mediaType;
    }

    private List<Descriptor> members() {
        List<Descriptor> members = descriptors(root.path("manifests"));
        members.forEach(member -> require(MediaTypes.isManifest(member.mediaType())));
        return members;
    }

    private static List<Descriptor> descriptors(JsonNode array) {
        List<Descriptor> descriptors = new ArrayList<>(array.size());
        array.forEach(element -> descriptors.add(descriptor(element)));
        return List.copyOf(descriptors);
    }

    private static Descriptor descriptor(JsonNode node) {
        JsonNode size = node.path("size");
        require(node.isObject() && node.path("mediaType").isTextual());
        require(size.isIntegralNumber() && size.canConvertToLong() && size.longValue() >= 0);
        String mediaType = withoutParameters(node.path("mediaType").textValue());
        boolean foreign =
                MediaTypes.isForeignLayer(mediaType) || !node.path("urls").isEmpty();
        return new Descriptor(mediaType, digest(node.path("digest")), size.longValue(), foreign);
    }

    private static Digest digest(JsonNode node) {
        require(node.isTextual() && Digest.isSupported(node.textValue()));
        return new Digest(node.textValue());
    }

    private @Nullable String artifactType() {
        String type = optionalText(root.path("artifactType"));
        return type == null ? null : withoutParameters(type);
    }

    /** ECR refuses media types that carry parameters. */
    private static String withoutParameters(String mediaType) {
        require(mediaType.indexOf(';') < 0);
        return mediaType;
    }

    private Map<String, String> annotations() {
        JsonNode node = root.path("annotations");
        require(absent(node) || node.isObject());
        Map<String, String> annotations = new LinkedHashMap<>();
        node.properties().forEach(annotation -> {
            require(annotation.getValue().isTextual());
            annotations.put(annotation.getKey(), annotation.getValue().textValue());
        });
        return annotations;
    }

    private Manifest schema1(String mediaType) {
        require(root.path("schemaVersion").asInt() == 1 && root.path("fsLayers").isArray());
        List<Descriptor> layers = new ArrayList<>();
        root.path("fsLayers")
                .forEach(layer -> layers.add(new Descriptor(
                        "application/vnd.docker.container.image.rootfs.diff+x-gtar",
                        digest(layer.path("blobSum")),
                        -1,
                        false)));
        if (layers.isEmpty()) {
            throw invalid(Fault.NO_LAYERS);
        }
        return new Manifest(
                mediaType,
                Digest.sha256(signedPart()),
                Digest.sha256(bytes),
                null,
                List.copyOf(layers),
                List.of(),
                null,
                null,
                Map.of());
    }

    /**
     * What a signed schema 1 manifest was before it was signed: its first bytes and a tail that the signature keeps.
     *
     * @see <a href="https://distribution.github.io/distribution/spec/manifest-v2-1/">Image manifest version 2, schema
     *     1</a>
     */
    private byte[] signedPart() {
        JsonNode signature = root.path("signatures").path(0);
        if (signature.isMissingNode()) {
            return bytes;
        }
        try {
            Base64.Decoder base64 = Base64.getUrlDecoder();
            JsonNode header =
                    JSON.readTree(base64.decode(signature.path("protected").asText()));
            int length = header.path("formatLength").asInt(-1);
            byte[] tail = base64.decode(header.path("formatTail").asText());
            require(length > 0 && length <= bytes.length);
            ByteArrayOutputStream payload = new ByteArrayOutputStream(length + tail.length);
            payload.write(bytes, 0, length);
            payload.writeBytes(tail);
            require(JSON.readTree(payload.toByteArray()).path("fsLayers").equals(root.path("fsLayers")));
            return payload.toByteArray();
        } catch (IOException | IllegalArgumentException e) {
            throw invalid(Fault.UNREADABLE);
        }
    }

    private static JsonNode readObject(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (bytes.length > MAX_LENGTH && text.codePointCount(0, text.length()) > MAX_LENGTH) {
                throw invalid(Fault.TOO_LONG);
            }
            JsonNode node = JSON.readTree(text);
            require(node.isObject());
            return node;
        } catch (IOException e) {
            throw invalid(Fault.UNREADABLE);
        }
    }

    private static @Nullable String optionalText(JsonNode node) {
        require(absent(node) || node.isTextual());
        return absent(node) || node.textValue().isEmpty() ? null : node.textValue();
    }

    private static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw invalid(Fault.UNREADABLE);
        }
    }

    private static EcrException invalid(Fault fault) {
        return new EcrException(new EcrError.InvalidManifest(fault));
    }
}
