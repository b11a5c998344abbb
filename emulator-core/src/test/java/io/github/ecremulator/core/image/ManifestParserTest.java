package io.github.ecremulator.core.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrError.InvalidManifest.Fault;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.model.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestParserTest {

    private static final String OCI = "application/vnd.oci.image.manifest.v1+json";
    private static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String DOCKER = "application/vnd.docker.distribution.manifest.v2+json";
    private static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
    private static final String SCHEMA1 = "application/vnd.docker.distribution.manifest.v1+json";
    private static final String SCHEMA1_SIGNED = "application/vnd.docker.distribution.manifest.v1+prettyjws";
    private static final String A = "sha256:" + "a".repeat(64);
    private static final String B = "sha256:" + "b".repeat(64);
    private static final String CONFIG = descriptor("application/vnd.oci.image.config.v1+json", A, "7");
    private static final String LAYER = descriptor("application/vnd.oci.image.layer.v1.tar+gzip", B, "9");

    @ParameterizedTest
    @ValueSource(strings = {OCI, DOCKER})
    void anImageManifestIsRead(String type) {
        Manifest manifest = parse(image(type, CONFIG, LAYER, ""), null);

        assertEquals(type, manifest.mediaType());
        assertEquals(new Digest(A), manifest.config().digest());
        assertEquals(7, manifest.config().size());
        assertEquals(
                List.of(new Digest(B)),
                manifest.layers().stream().map(Manifest.Descriptor::digest).toList());
        assertFalse(manifest.isIndex());
        assertNull(manifest.subject());
        assertEquals(Map.of(), manifest.annotations());
    }

    @ParameterizedTest
    @CsvSource({OCI_INDEX + "," + OCI, DOCKER_LIST + "," + DOCKER, OCI_INDEX + "," + OCI_INDEX})
    void anIndexIsRead(String type, String memberType) {
        Manifest manifest = parse(index(type, descriptor(memberType, A, "7")), null);

        assertTrue(manifest.isIndex());
        assertEquals(new Digest(A), manifest.members().get(0).digest());
        assertNull(manifest.config());
    }

    @Test
    void anIndexMayBeEmpty() {
        assertEquals(List.of(), parse(index(OCI_INDEX, ""), null).members());
    }

    @Test
    void theDigestIsThatOfTheBytesAsTheyCame() throws Exception {
        String text = "  " + image(OCI, CONFIG, LAYER, ",\"annotations\":{\"name\":\"\u00e4\"}") + "\r\n";

        assertEquals(sha256(text), parse(text, null).digest().value());
    }

    @Test
    void whatItDoesNotKnowIsLeftAlone() {
        parse(image(OCI, CONFIG, LAYER, ",\"x\":[1,{\"y\":null}]"), null);
    }

    @Test
    void subjectArtifactTypeAndAnnotationsAreRead() {
        Manifest manifest = parse(
                image(
                        OCI,
                        CONFIG,
                        LAYER,
                        ",\"subject\":" + descriptor(OCI, A, "3")
                                + ",\"artifactType\":\"application/x\",\"annotations\":{\"k\":\"v\"}"),
                null);

        assertEquals(new Digest(A), manifest.subject());
        assertEquals("application/x", manifest.artifactType());
        assertEquals("application/x", manifest.effectiveArtifactType());
        assertEquals(Map.of("k", "v"), manifest.annotations());
    }

    @Test
    void withoutAnArtifactTypeTheConfigurationsTypeCounts() {
        assertEquals(
                "application/vnd.oci.image.config.v1+json",
                parse(image(OCI, CONFIG, LAYER, ""), null).effectiveArtifactType());
    }

    @Test
    void theTypeBesideAManifestCountsWhenItHasNoneOfItsOwn() {
        String text = image(OCI, CONFIG, LAYER, "").replace("\"mediaType\":\"" + OCI + "\",", "");

        assertEquals(OCI, parse(text, OCI).mediaType());
        assertRefused(Fault.UNREADABLE, text, null);
    }

    @Test
    void theTypeBesideAManifestMustNotContradictIt() {
        assertEquals(OCI, parse(image(OCI, CONFIG, LAYER, ""), OCI).mediaType());
        assertRefused(Fault.UNREADABLE, image(OCI, CONFIG, LAYER, ""), DOCKER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[]",
                "null",
                "\"text\"",
                "{}",
                "{} {}",
                "{\"schemaVersion\":2}",
                "{\"schemaVersion\":2,\"mediaType\":\"application/json\"}",
                "{\"schemaVersion\":2,\"mediaType\":7}",
                "{\"schemaVersion\":2,\"mediaType\":\"" + OCI + "\"}",
                "{\"schemaVersion\":2,\"mediaType\":\"" + OCI_INDEX + "\"}",
                "{\"schemaVersion\":2,\"mediaType\":\"" + OCI_INDEX + "\",\"manifests\":{}}",
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.artifact.manifest.v1+json\",\"blobs\":[]}"
            })
    void whatIsNoManifestIsRefused(String text) {
        assertRefused(Fault.UNREADABLE, text, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "3", "\"2\"", "2.5", "null"})
    void anotherSchemaVersionIsRefused(String version) {
        String text = image(OCI, CONFIG, LAYER, "").replace("\"schemaVersion\":2", "\"schemaVersion\":" + version);

        assertRefused(Fault.UNREADABLE, text, null);
    }

    @Test
    void aDescriptorOutOfShapeIsRefused() {
        for (String broken : List.of(
                "7",
                "null",
                "{}",
                "{\"mediaType\":\"a/b\",\"digest\":\"" + A + "\"}",
                "{\"mediaType\":\"a/b\",\"size\":1}",
                "{\"digest\":\"" + A + "\",\"size\":1}",
                descriptor("a/b", A, "-1"),
                descriptor("a/b", A, "1.5"),
                descriptor("a/b", A, "\"1\""),
                descriptor("a/b", A, "9223372036854775808"),
                descriptor("a/b; charset=utf-8", A, "1"),
                descriptor("a/b", "sha256:abc", "1"),
                descriptor("a/b", A.toUpperCase(Locale.ROOT), "1"),
                descriptor("a/b", "md5:" + "a".repeat(32), "1"))) {
            assertRefused(Fault.UNREADABLE, image(OCI, broken, LAYER, ""), null);
            assertRefused(Fault.UNREADABLE, image(OCI, CONFIG, broken, ""), null);
            assertRefused(Fault.UNREADABLE, index(OCI_INDEX, broken), null);
        }
    }

    @Test
    void anIndexListsOnlyManifests() {
        assertRefused(Fault.UNREADABLE, index(OCI_INDEX, LAYER), null);
    }

    @Test
    void aManifestThatIsImageAndIndexAtOnceIsRefused() {
        assertRefused(Fault.UNREADABLE, image(OCI, CONFIG, LAYER, ",\"manifests\":[]"), null);
        assertRefused(
                Fault.UNREADABLE, index(OCI_INDEX, "").replace("\"manifests\"", "\"layers\":[],\"manifests\""), null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"annotations\":[]",
                "\"annotations\":{\"k\":1}",
                "\"annotations\":{\"k\":null}",
                "\"artifactType\":1",
                "\"artifactType\":\"a/b;c=d\"",
                "\"subject\":\"x\"",
                "\"subject\":{}"
            })
    void aMemberOutOfShapeIsRefused(String member) {
        assertRefused(Fault.UNREADABLE, image(OCI, CONFIG, LAYER, "," + member), null);
    }

    @Test
    void nothingIsAsGoodAsAbsent() {
        Manifest manifest =
                parse(image(OCI, CONFIG, LAYER, ",\"annotations\":null,\"artifactType\":\"\",\"subject\":null"), null);

        assertNull(manifest.subject());
        assertNull(manifest.artifactType());
    }

    @Test
    void anImageWithoutLayersIsRefused() {
        assertRefused(Fault.NO_LAYERS, image(OCI, CONFIG, "", ""), null);
    }

    @Test
    void anImageHasAtMost127Layers() {
        assertEquals(
                127, parse(image(OCI, CONFIG, layers(127), ""), null).layers().size());
        assertRefused(Fault.TOO_MANY_LAYERS, image(OCI, CONFIG, layers(128), ""), null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u00e4", "\ud83d\ude00"})
    void aManifestHasAtMost4194304CharactersHoweverManyBytesTheyTake(String character) {
        String start = image(OCI, CONFIG, LAYER, ",\"annotations\":{\"k\":\"");
        String open = start.substring(0, start.length() - 1);
        String end = "\"}}";
        int room = 4_194_304 - open.length() - end.length();

        parse(open + character.repeat(room) + end, null);
        assertRefused(Fault.TOO_LONG, open + character.repeat(room + 1) + end, null);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] bytes = image(OCI, CONFIG, LAYER, ",\"x\":\"?\"").getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 3] = (byte) 0xff;

        assertRefused(Fault.UNREADABLE, bytes, null);
    }

    @Test
    void nestingWithoutEndIsRefused() {
        assertRefused(Fault.UNREADABLE, "{\"x\":" + "[".repeat(100_000), null);
    }

    @Test
    void foreignLayersNeedNotBeThere() {
        String docker = descriptor("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip", A, "1");
        String oci = descriptor("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip", A, "1");
        String withUrls = LAYER.replace("}", ",\"urls\":[\"https://example.com/layer\"]}");

        Manifest manifest = parse(image(OCI, CONFIG, String.join(",", docker, oci, withUrls, LAYER), ""), null);

        assertEquals(
                List.of(true, true, true, false),
                manifest.layers().stream().map(Manifest.Descriptor::foreign).toList());
    }

    @Test
    void anUnsignedSchema1ManifestHasTheDigestOfItsBytes() throws Exception {
        Manifest manifest = parse(unsignedSchema1(), SCHEMA1);

        assertEquals(SCHEMA1, manifest.mediaType());
        assertEquals(sha256(unsignedSchema1()), manifest.digest().value());
        assertEquals(2, manifest.layers().size());
        assertNull(manifest.config());
    }

    /**
     * The rule of the signed form: its first formatLength bytes followed by formatTail are what was signed, and the
     * digest is of that. The example in
     * https://distribution.github.io/distribution/spec/manifest-v2-1/ keeps a line feed and a brace as its tail.
     */
    @ParameterizedTest
    @ValueSource(strings = {SCHEMA1_SIGNED, ""})
    void aSignedSchema1ManifestHasTheDigestOfWhatWasSigned(String declared) throws Exception {
        String signed = signedSchema1(unsignedSchema1().length() - 2, "Cn0");

        Manifest manifest = parse(signed, declared.isEmpty() ? null : declared);

        assertEquals(SCHEMA1_SIGNED, manifest.mediaType());
        assertEquals(sha256(unsignedSchema1()), manifest.digest().value());
    }

    @ParameterizedTest
    @CsvSource({"-1,Cn0", "1000000,Cn0", "10,***"})
    void aSchema1SignatureThatFitsNothingIsRefused(int length, String tail) {
        assertRefused(Fault.UNREADABLE, signedSchema1(length, tail), SCHEMA1_SIGNED);
    }

    @Test
    void aSchema1ManifestWithoutLayersIsRefused() {
        assertRefused(Fault.NO_LAYERS, "{\"schemaVersion\":1,\"fsLayers\":[]}", SCHEMA1);
        assertRefused(Fault.UNREADABLE, "{\"schemaVersion\":1}", SCHEMA1);
        assertRefused(Fault.UNREADABLE, "{\"schemaVersion\":1,\"fsLayers\":[{}]}", SCHEMA1);
    }

    private static String unsignedSchema1() {
        return "{\n   \"schemaVersion\": 1,\n   \"name\": \"app\",\n   \"tag\": \"1\",\n   \"fsLayers\": [\n"
                + "      {\"blobSum\": \"" + A + "\"},\n      {\"blobSum\": \"" + B + "\"}\n   ]\n}";
    }

    private static String signedSchema1(int formatLength, String formatTail) {
        String header = "{\"formatLength\":" + formatLength + ",\"formatTail\":\"" + formatTail
                + "\",\"time\":\"2015-04-08T18:52:59Z\"}";
        String protectedHeader =
                Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8));
        String unsigned = unsignedSchema1();
        return unsigned.substring(0, unsigned.length() - 2)
                + ",\n   \"signatures\": [\n      {\"header\": {\"alg\": \"ES256\"}, \"signature\": \"c2ln\", \"protected\": \""
                + protectedHeader + "\"}\n   ]\n}";
    }

    private static String layers(int count) {
        return String.join(",", Collections.nCopies(count, LAYER));
    }

    private static String image(String type, String config, String layers, String more) {
        return "{\"schemaVersion\":2,\"mediaType\":\"" + type + "\",\"config\":" + config + ",\"layers\":[" + layers
                + "]" + more + "}";
    }

    private static String index(String type, String members) {
        return "{\"schemaVersion\":2,\"mediaType\":\"" + type + "\",\"manifests\":[" + members + "]}";
    }

    private static String descriptor(String type, String digest, String size) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + digest + "\",\"size\":" + size + "}";
    }

    private static Manifest parse(String text, String declaredType) {
        return ManifestParser.parse(text.getBytes(StandardCharsets.UTF_8), declaredType);
    }

    private static void assertRefused(Fault fault, String text, String declaredType) {
        assertRefused(fault, text.getBytes(StandardCharsets.UTF_8), declaredType);
    }

    private static void assertRefused(Fault fault, byte[] bytes, String declaredType) {
        EcrException refused = assertThrows(
                EcrException.class,
                () -> ManifestParser.parse(bytes, declaredType),
                () -> new String(bytes, 0, Math.min(bytes.length, 500), StandardCharsets.UTF_8));
        assertEquals(
                fault,
                assertInstanceOf(EcrError.InvalidManifest.class, refused.error())
                        .fault());
    }

    private static String sha256(String text) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256:" + HexFormat.of().formatHex(hash);
    }
}
