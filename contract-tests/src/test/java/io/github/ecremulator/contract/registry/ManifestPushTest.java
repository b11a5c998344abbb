package io.github.ecremulator.contract.registry;

import static io.github.ecremulator.contract.registry.RegistryUnderTest.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be pushed as a manifest, how it is kept, and what is said to what may not. */
class ManifestPushTest {

    private static final int LIMIT = 4_194_304;
    private static final String INVALID_JSON =
            "Invalid parameter at 'ImageManifest' failed to satisfy constraint: 'Invalid JSON syntax'";
    private static final String TOO_LONG = "Invalid parameter at 'imageManifest' failed to satisfy constraint:"
            + " 'Member must have length less than or equal to 4194304'";

    @RegisterExtension
    final RegistryUnderTest registry = RegistryUnderTest.with("app", "other");

    static Stream<SampleManifest> everyKind() {
        SampleManifest subject = SampleManifest.ociImage("subject");
        SampleManifest zstd = SampleManifest.image(
                SampleManifest.OCI_IMAGE,
                "application/vnd.oci.image.config.v1+json",
                "application/vnd.oci.image.layer.v1.tar+zstd",
                "zstd");
        SampleManifest helm = SampleManifest.image(
                SampleManifest.OCI_IMAGE,
                "application/vnd.cncf.helm.config.v1+json",
                "application/vnd.cncf.helm.chart.content.v1.tar+gzip",
                "chart");
        SampleManifest cosign = SampleManifest.referrer(
                subject, "application/vnd.dev.sigstore.bundle.v0.3+json", Map.of("dev.sigstore.bundle", "true"));
        SampleManifest buildCache = SampleManifest.image(
                SampleManifest.OCI_IMAGE,
                "application/vnd.buildkit.cacheconfig.v0",
                "application/vnd.oci.image.layer.v1.tar+gzip",
                "cache");
        SampleManifest nested = SampleManifest.ociIndex(
                SampleManifest.ociIndex(SampleManifest.ociImage("deep")), SampleManifest.ociImage("shallow"));
        return Stream.concat(
                SampleManifest.everyType(),
                Stream.of(
                        zstd,
                        helm,
                        cosign,
                        buildCache,
                        nested,
                        SampleManifest.artifact("application/spdx+json", "text/spdx", "an SBOM"),
                        SampleManifest.artifact("application/vnd.example.nothing", "application/vnd.example", "{}"),
                        SampleManifest.ociIndex(SampleManifest.dockerImage("docker child"))));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    @Documented("User Guide, container image manifest format support; OCI distribution-spec 1.1: stored byte for byte")
    @Observed("HEAD and GET headers: oras-go #237, Docker.Registry.DotNet #34, roadmap #1931")
    void everyKindOfManifestIsKeptByteForByteUnderItsOwnType(SampleManifest manifest) {
        Answer pushed = registry.push("app", "1", manifest);
        assertThat(pushed.headers("Docker-Content-Digest")).containsExactly(manifest.digest());
        assertThat(pushed.header("Docker-Distribution-Api-Version")).isEqualTo("registry/2.0");
        assertThat(pushed.body()).isEmpty();

        for (String reference : List.of("1", manifest.digest())) {
            String path = "/v2/app/manifests/" + reference;
            Answer got = registry.get(path)
                    .header("Accept", manifest.mediaType())
                    .send()
                    .expect(200);
            assertThat(got.body()).isEqualTo(manifest.bytes());
            assertThat(got.headers("Content-Type")).containsExactly(manifest.mediaType());
            assertThat(got.headers("Content-Length")).containsExactly(String.valueOf(manifest.size()));
            assertThat(got.headers("Docker-Content-Digest")).isEmpty();

            Answer head = registry.head(path)
                    .header("Accept", manifest.mediaType())
                    .send()
                    .expect(200);
            assertThat(head.headers("Content-Type")).containsExactly(manifest.mediaType());
            assertThat(head.headers("Content-Length")).containsExactly(String.valueOf(manifest.size()));
            assertThat(head.headers("Docker-Content-Digest")).containsExactly(manifest.digest());
        }
    }

    @Test
    @Documented("OCI distribution-spec 1.1, pushing manifests: Location is a pullable URL")
    @Assumed("ECR sends none (swift-container-plugin #27); no client is hurt by one that works")
    void theLocationOfAPushedManifestCanBePulled() {
        SampleManifest image = SampleManifest.ociImage("a");

        String location = registry.push("app", "1", image).location();

        assertThat(location).startsWith(registry.url() + "/v2/app/manifests/");
        assertThat(registry.get(location).send().expect(200).body()).isEqualTo(image.bytes());
    }

    @Test
    @Documented("API Reference, PutImage: a push by digest makes an untagged image; a later one by tag tags it")
    void aManifestPushedByDigestHasNoTagUntilItIsPushedByTag() {
        SampleManifest image = SampleManifest.ociImage("a");
        registry.push("app", image);
        registry.get("/v2/app/manifests/1").send().expect(404);
        assertThat(registry.get("/v2/app/tags/list").send().json().get("tags")).isEmpty();

        registry.putManifest("app", "1", image).expect(201);

        assertThat(registry.get("/v2/app/manifests/1").send().expect(200).body())
                .isEqualTo(image.bytes());
    }

    @Test
    @Observed("docker push twice succeeds on a mutable repository")
    void theSameManifestAndTagMayBePushedAgain() {
        SampleManifest image = SampleManifest.ociImage("a");
        registry.push("app", "1", image);

        Answer again = registry.putManifest("app", "1", image).expect(201);

        assertThat(again.header("Docker-Content-Digest")).isEqualTo(image.digest());
        assertThat(registry.api().describeImages(r -> r.repositoryName("app")).imageDetails())
                .hasSize(1);
    }

    @Test
    @Documented("User Guide: a tag that moves leaves the old image untagged")
    void aTagMovesAndItsOldImageStays() {
        SampleManifest old = SampleManifest.ociImage("old");
        SampleManifest fresh = SampleManifest.ociImage("fresh");
        registry.push("app", "1", old);
        registry.push("app", "1", fresh);

        assertThat(registry.get("/v2/app/manifests/1").send().body()).isEqualTo(fresh.bytes());
        assertThat(registry.get("/v2/app/manifests/" + old.digest())
                        .send()
                        .expect(200)
                        .body())
                .isEqualTo(old.bytes());
    }

    @Test
    @Observed("Jib puts manifests in chunked transfer encoding, without a Content-Length")
    void aManifestMayComeInChunkedTransferEncoding() {
        SampleManifest image = SampleManifest.ociImage("a");
        registry.provide("app", image);

        registry.put("/v2/app/manifests/1")
                .contentType(image.mediaType())
                .chunked(image.bytes())
                .send()
                .expect(201);

        assertThat(registry.get("/v2/app/manifests/1").send().body()).isEqualTo(image.bytes());
    }

    @Test
    @Documented("OCI distribution-spec 1.1: the type comes back without parameters")
    void parametersOfThePushedTypeAreNotKept() {
        SampleManifest image = SampleManifest.ociImage("a");
        registry.provide("app", image);

        registry.put("/v2/app/manifests/1")
                .contentType(image.mediaType() + "; charset=utf-8")
                .body(image.bytes())
                .send()
                .expect(201);

        assertThat(registry.head("/v2/app/manifests/1").send().headers("Content-Type"))
                .containsExactly(image.mediaType());
    }

    @Test
    @Observed("Helm pushes charts without a mediaType member (aws-sdk #193); the header names the type")
    void aManifestWithoutAMediaTypeHasThatOfTheHeader() {
        SampleManifest image = SampleManifest.ociImage("chart");
        SampleManifest bare = image.with(image.text().replaceFirst("\"mediaType\": \"[^\"]*\",\n", ""));
        registry.provide("app", bare);

        registry.putManifest("app", "1", bare).expect(201);

        assertThat(registry.head("/v2/app/manifests/1").send().header("Content-Type"))
                .isEqualTo(SampleManifest.OCI_IMAGE);
    }

    @Test
    @Documented("OCI image-spec 1.1: unknown members are kept")
    void unknownMembersAreKept() {
        SampleManifest image = SampleManifest.ociImage("a");
        SampleManifest custom = image.with(
                image.text().replaceFirst("\\{", "{ \"org.example.custom\": {\"deep\": [1, null, \"\\\\u00e9 é\"]},"));
        registry.push("app", "1", custom);

        assertThat(registry.get("/v2/app/manifests/1").send().body()).isEqualTo(custom.bytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"mediaType\":\"application/vnd.docker.image.rootfs.foreign.diff.tar.gzip\","
                        + "\"urls\":[\"https://mcr.microsoft.com/v2/windows/blobs/x\"]",
                "\"mediaType\":\"application/vnd.docker.image.rootfs.foreign.diff.tar.gzip\"",
                "\"mediaType\":\"application/vnd.oci.image.layer.nondistributable.v1.tar+gzip\"",
                "\"mediaType\":\"application/vnd.docker.image.rootfs.diff.tar.gzip\","
                        + "\"urls\":[\"https://example.com/layer\"]"
            })
    @Documented("User Guide, VPC endpoints, Windows images: foreign layers are not uploaded")
    void layersThatLieElsewhereNeedNotBeThere(String members) {
        byte[] config = Bytes.of("{\"os\":\"windows\"}");
        byte[] own = Bytes.of("own layer");
        String foreign = "{\"size\":5,\"digest\":\"%s\",%s}".formatted(Bytes.absentDigest('f'), members);
        SampleManifest windows = SampleManifest.written(
                SampleManifest.DOCKER_IMAGE,
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s,%s]}"
                        .formatted(
                                SampleManifest.DOCKER_IMAGE,
                                SampleManifest.descriptor("application/vnd.docker.container.image.v1+json", config),
                                foreign,
                                SampleManifest.descriptor("application/vnd.docker.image.rootfs.diff.tar.gzip", own)),
                List.of(config, own),
                List.of());

        registry.push("app", "1", windows);
    }

    @Test
    @Observed("text and code: oras-py #54, ecs-conex #50")
    @Assumed("the status is unrecorded")
    void missingLayersAndConfigurationAreNamed() {
        SampleManifest image = SampleManifest.ociImage("never uploaded");
        String config = Bytes.sha256(image.blobs().get(0));
        String layer = Bytes.sha256(image.blobs().get(1));

        Answer answer = registry.putManifest("app", "1", image).expectErrorCode(404, "BLOB_UPLOAD_UNKNOWN");

        assertThat(answer.errorMessage())
                .isIn(missingLayers(config + ", " + layer), missingLayers(layer + ", " + config));
        registry.get("/v2/app/manifests/1").send().expect(404);
    }

    @Test
    @Observed("oras-py #54: the one missing blob was the configuration")
    void aMissingConfigurationIsALayerNotFound() {
        SampleManifest image = SampleManifest.ociImage("half");
        registry.upload("app", image.blobs().get(1));

        registry.putManifest("app", "1", image)
                .expectError(
                        404,
                        "BLOB_UPLOAD_UNKNOWN",
                        missingLayers(Bytes.sha256(image.blobs().get(0))));
    }

    @Test
    @Documented("User Guide: layers belong to a repository")
    void layersInAnotherRepositoryAreMissing() {
        SampleManifest image = SampleManifest.ociImage("elsewhere");
        registry.push("other", "1", image);

        registry.putManifest("app", "1", image).expectErrorCode(404, "BLOB_UPLOAD_UNKNOWN");
    }

    private static String missingLayers(String digests) {
        return "Layers with digests '[" + digests + "]' required for pushing image into repository with name 'app' in"
                + " the registry with id '" + ACCOUNT + "' do not exist";
    }

    @ParameterizedTest
    @ValueSource(strings = {SampleManifest.OCI_INDEX, SampleManifest.DOCKER_LIST})
    @Observed("text and code: docker-manifest-create-action #63")
    @Assumed("the status is unrecorded")
    void missingChildrenOfAnIndexAreNamed(String type) {
        SampleManifest there = SampleManifest.ociImage("there");
        SampleManifest first = SampleManifest.ociImage("missing 1");
        SampleManifest second = SampleManifest.ociImage("missing 2");
        registry.push("app", there);
        registry.push("other", first);

        registry.putManifest("app", "1", SampleManifest.index(type, first, there, second))
                .expectError(
                        404,
                        "MANIFEST_BLOB_UNKNOWN",
                        "Images with digests '[" + first.digest() + ", " + second.digest()
                                + "]' required for pushing image into repository with name 'app' in the registry with"
                                + " id '" + ACCOUNT + "' do not exist");
    }

    @Test
    @Observed("go-containerregistry #1568: the text")
    @Assumed("the status is unrecorded")
    void aDigestThatIsNotThatOfTheBodyIsRefused() {
        SampleManifest image = SampleManifest.ociImage("a");
        registry.provide("app", image);
        String wrong = Bytes.absentDigest('c');

        registry.putManifest("app", wrong, image)
                .expectError(
                        400,
                        "MANIFEST_INVALID",
                        "The image with digest '" + wrong + "' in repository 'app' and registry ID '" + ACCOUNT
                                + "' does not match the image digest that Amazon ECR has calculated.");

        registry.get("/v2/app/manifests/" + image.digest()).send().expect(404);
    }

    @Test
    @Documented("OCI conformance tool: PUT manifests/sha256:baddigeststring is 400, GET of it 404 or 400")
    void aMalformedDigestIsRefused() {
        SampleManifest image = SampleManifest.ociImage("a");
        registry.provide("app", image);

        Answer put = registry.putManifest("app", "sha256:baddigeststring", image);
        assertThat(put.status()).as("%s", put).isIn(400, 405);
        put.error();
        Answer get = registry.get("/v2/app/manifests/sha256:baddigeststring").send();
        assertThat(get.status()).as("%s", get).isIn(400, 404);
        get.error();
    }

    static Stream<String> whatIsNoManifest() {
        String ociHead = "{\"schemaVersion\":2,\"mediaType\":\"" + SampleManifest.OCI_IMAGE + "\"";
        String descriptor = SampleManifest.descriptor("application/json", Bytes.of("{}"));
        return Stream.of(
                "hello",
                "{",
                "{}",
                "[]",
                "null",
                "42",
                "\"manifest\"",
                "{\"schemaVersion\":2",
                "<html></html>",
                "[".repeat(20_000),
                "{\"a\":".repeat(20_000),
                ociHead + "}",
                ociHead + ",\"config\":" + descriptor + "}",
                ociHead + ",\"config\":null,\"layers\":[" + descriptor + "]}",
                ociHead + ",\"layers\":[" + descriptor + "]}",
                ociHead + ",\"config\":{},\"layers\":[" + descriptor + "]}",
                ociHead + ",\"config\":[],\"layers\":[" + descriptor + "]}",
                ociHead + ",\"config\":" + descriptor + ",\"layers\":{}}",
                ociHead + ",\"config\":" + descriptor + ",\"layers\":[null]}",
                ociHead + ",\"config\":" + descriptor + ",\"layers\":[\"x\"]}",
                ociHead + ",\"config\":" + descriptor + ",\"layers\":[{\"mediaType\":\"a/b\",\"size\":2}]}",
                ociHead + ",\"config\":" + descriptor
                        + ",\"layers\":[{\"mediaType\":\"a/b\",\"size\":2,\"digest\":\"sha256:../../x\"}]}",
                ociHead + ",\"config\":" + descriptor
                        + ",\"layers\":[{\"mediaType\":\"a/b\",\"size\":\"2\",\"digest\":\""
                        + Bytes.sha256(Bytes.of("{}")) + "\"}]}",
                ociHead + ",\"config\":" + descriptor + ",\"layers\":[" + descriptor + "]} trailing");
    }

    @ParameterizedTest
    @MethodSource("whatIsNoManifest")
    @Observed(
            "apko #450, kaniko #2815, falcoctl #302, regclient #709: what the parser rejects is 405 Invalid JSON syntax")
    void whatIsNoManifestIsUnsupported(String text) {
        registry.upload("app", Bytes.of("{}"));

        registry.put("/v2/app/manifests/1")
                .contentType(SampleManifest.OCI_IMAGE)
                .body(text)
                .send()
                .expectError(405, "UNSUPPORTED", INVALID_JSON);

        registry.get("/v2/app/manifests/1").send().expect(404);
    }

    @Test
    @Documented("API Reference, PutImage: imageManifest has at least one character")
    @Assumed("of the two texts that fit, none was recorded for an empty body")
    void anEmptyManifestIsUnsupported() {
        registry.put("/v2/app/manifests/1")
                .contentType(SampleManifest.OCI_IMAGE)
                .send()
                .expectErrorCode(405, "UNSUPPORTED");
    }

    @Test
    @Observed("apko #450: what the parser rejects")
    @Assumed("bytes that are no UTF-8 are unrecorded; they are no JSON")
    void bytesThatAreNoTextAreUnsupported() {
        SampleManifest image = SampleManifest.ociImage("a");
        registry.provide("app", image);
        byte[] broken = image.bytes().clone();
        broken[image.text().indexOf("schemaVersion")] = (byte) 0xff;

        registry.put("/v2/app/manifests/1")
                .contentType(image.mediaType())
                .body(broken)
                .send()
                .expectError(405, "UNSUPPORTED", INVALID_JSON);
    }

    @Test
    @Observed("werf #2544, roadmap #876")
    void anImageWithoutLayersIsUnsupported() {
        byte[] config = Bytes.of("{}");
        registry.upload("app", config);

        registry.put("/v2/app/manifests/1")
                .contentType(SampleManifest.OCI_IMAGE)
                .body("{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[]}"
                        .formatted(
                                SampleManifest.OCI_IMAGE,
                                SampleManifest.descriptor("application/vnd.oci.image.config.v1+json", config)))
                .send()
                .expectError(
                        405,
                        "UNSUPPORTED",
                        "Invalid parameter at 'ImageManifest' failed to satisfy constraint: 'Image has to have at"
                                + " least 1 layer'");
    }

    @Test
    @Observed("sigstore-js #1058, containers-roadmap #2306: a media type with a parameter inside the manifest")
    void aMediaTypeWithParametersInsideTheManifestIsUnsupported() {
        SampleManifest bundle = SampleManifest.artifact(
                "application/vnd.dev.sigstore.bundle+json;version=0.2", "application/json", "a bundle");
        registry.provide("app", bundle);

        registry.putManifest("app", "1", bundle).expectErrorCode(405, "UNSUPPORTED");
    }

    @Test
    @Observed("buildkit #699, distribution #2146: the code")
    @Assumed("whether the status is still 400, as in 2017, is unrecorded")
    void anUnknownTypeIsUnsupported() {
        SampleManifest image = SampleManifest.ociImage("a");
        registry.provide("app", image);

        for (String type : List.of("application/vnd.example.manifest+json", "text/html", "application/octet-stream")) {
            SampleManifest odd = image.with(image.text().replace(SampleManifest.OCI_IMAGE, type));
            Answer answer = registry.put("/v2/app/manifests/1")
                    .contentType(type)
                    .body(odd.bytes())
                    .send();
            assertThat(answer.status()).as("%s", answer).isIn(400, 405);
            assertThat(answer.errorCode()).isEqualTo("UNSUPPORTED");
        }
        registry.get("/v2/app/manifests/1").send().expect(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/vnd.oci.artifact.manifest.v1+json",
                "application/vnd.cncf.oras.artifact.manifest.v1+json"
            })
    @Assumed("the retired artifact types were never recorded as accepted at the endpoint")
    void theRetiredArtifactManifestsAreUnsupported(String type) {
        byte[] blob = Bytes.of("an artifact");
        registry.upload("app", blob);

        registry.put("/v2/app/manifests/1")
                .contentType(type)
                .body("{\"mediaType\":\"%s\",\"artifactType\":\"application/x\",\"blobs\":[%s]}"
                        .formatted(type, SampleManifest.descriptor("application/x", blob)))
                .send()
                .expectErrorCode(405, "UNSUPPORTED");
    }

    @Test
    @Assumed("the order of checks of PUT: a type in the header that is not the one in the body is no valid manifest")
    void aTypeThatContradictsTheBodyIsRefused() {
        SampleManifest image = SampleManifest.ociImage("a");
        registry.provide("app", image);

        Answer answer = registry.put("/v2/app/manifests/1")
                .contentType(SampleManifest.DOCKER_IMAGE)
                .body(image.bytes())
                .send();

        assertThat(answer.status()).as("%s", answer).isIn(400, 405);
        assertThat(answer.errorCode()).isIn("UNSUPPORTED", "MANIFEST_INVALID");
        registry.get("/v2/app/manifests/1").send().expect(404);
    }

    @Test
    @Documented("API Reference, PutImage: imageManifest has at most 4,194,304 characters")
    void aManifestOfExactlyTheLimitIsTaken() {
        SampleManifest image = padded(LIMIT);

        registry.push("app", "1", image);

        assertThat(registry.get("/v2/app/manifests/1").send().expect(200).body())
                .isEqualTo(image.bytes());
    }

    @Test
    @Documented("API Reference, PutImage: imageManifest has at most 4,194,304 characters")
    @Observed("parameter errors come as 405 UNSUPPORTED with the API's sentence")
    void aManifestAboveTheLimitIsUnsupported() {
        SampleManifest image = padded(LIMIT + 1);
        registry.provide("app", image);

        registry.putManifest("app", "1", image).expectError(405, "UNSUPPORTED", TOO_LONG);

        registry.get("/v2/app/manifests/1").send().expect(404);
    }

    @Test
    @Documented("API Reference, PutImage: imageManifest has at most 4,194,304 characters")
    void aStreamedManifestAboveTheLimitIsUnsupported() {
        SampleManifest image = padded(2 * LIMIT);
        registry.provide("app", image);

        registry.put("/v2/app/manifests/1")
                .contentType(image.mediaType())
                .chunked(image.bytes())
                .send()
                .expectError(405, "UNSUPPORTED", TOO_LONG);
    }

    @Test
    @Documented("API Reference, PutImage: the limit is one of characters, of which some take several bytes")
    void theLimitCountsCharactersAndNotBytes() {
        SampleManifest image = padded(3_000_000);
        SampleManifest accented = image.with(image.text().replace("xx", "\u00e9\u00e9"));

        registry.push("app", "1", accented);

        assertThat(registry.get("/v2/app/manifests/1").send().expect(200).body())
                .isEqualTo(accented.bytes());
    }

    @Test
    @Observed("roadmap #876: the cache index of old BuildKits, a list of layers, is refused with 400 or 405")
    void anIndexOfLayersIsUnsupported() {
        byte[] layer = Bytes.of("a cached layer");
        registry.upload("app", layer);

        Answer answer = registry.put("/v2/app/manifests/cache")
                .contentType(SampleManifest.OCI_INDEX)
                .body("{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
                        .formatted(
                                SampleManifest.OCI_INDEX,
                                SampleManifest.descriptor("application/vnd.oci.image.layer.v1.tar+gzip", layer)))
                .send();

        assertThat(answer.status()).as("%s", answer).isIn(400, 405);
        answer.error();
        registry.get("/v2/app/manifests/cache").send().expect(404);
    }

    private static SampleManifest padded(int size) {
        SampleManifest image = SampleManifest.ociImage("padded");
        String open = image.text().replaceFirst("\\}$", ",\"annotations\":{\"pad\":\"");
        String end = "\"}}";
        return image.with(open + "x".repeat(size - open.length() - end.length()) + end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0+build", "a%20b", "caf%C3%A9", "a~b"})
    @Observed("go-containerregistry #704")
    void aTagOutsideThePatternIsUnsupported(String tag) {
        SampleManifest image = SampleManifest.ociImage("a");
        registry.provide("app", image);

        registry.putManifest("app", tag, image)
                .expectError(
                        405,
                        "UNSUPPORTED",
                        "Invalid parameter at 'imageTag' failed to satisfy constraint:"
                                + " 'must satisfy regular expression '[a-zA-Z0-9-_.]+''");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0_build-7", "-leading", ".dot", "_", "UPPER", "manifests", "tags"})
    @Observed("go-containerregistry #704: the pattern is [a-zA-Z0-9-_.]+")
    void aTagInsideThePatternIsTaken(String tag) {
        SampleManifest image = SampleManifest.ociImage("a");

        registry.push("app", tag, image);

        assertThat(registry.get("/v2/app/manifests/" + tag).send().expect(200).body())
                .isEqualTo(image.bytes());
    }

    @Test
    @Documented("API Reference, ImageIdentifier: a tag has at most 300 characters")
    void aTagOfMoreThan300CharactersIsRefused() {
        SampleManifest image = SampleManifest.ociImage("a");
        registry.push("app", "t".repeat(300), image);

        Answer answer = registry.putManifest("app", "t".repeat(301), image);

        answer.expectErrorCode(405, "UNSUPPORTED");
    }
}
