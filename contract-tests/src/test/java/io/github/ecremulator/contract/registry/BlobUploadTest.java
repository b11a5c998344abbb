package io.github.ecremulator.contract.registry;

import static io.github.ecremulator.contract.registry.Bytes.MIB;
import static io.github.ecremulator.contract.registry.RegistryUnderTest.ACCOUNT;
import static io.github.ecremulator.contract.registry.RegistryUnderTest.closing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to bring a blob in: at once, in one POST, in chunks, as a stream, after an interruption. */
class BlobUploadTest {

    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final int MINIMUM_PART = 5 * MIB;

    @RegisterExtension
    final RegistryUnderTest registry = RegistryUnderTest.with("app", "other");

    private final byte[] content = Bytes.random(1, 70_190);
    private final String digest = Bytes.sha256(content);

    @Test
    @Observed("distribution #2927, manifest-tool #124")
    void anUploadOpensWithAnAbsoluteLocationAndWithoutADockerUploadUuid() {
        Answer answer = registry.post("/v2/app/blobs/uploads/").send().expect(202);

        assertThat(answer.location()).matches(registry.url() + "/v2/app/blobs/uploads/" + UUID);
        assertThat(answer.header("Range")).isEqualTo("0-0");
        assertThat(answer.header("Docker-Upload-UUID")).isNull();
        assertThat(answer.header("Docker-Distribution-Api-Version")).isEqualTo("registry/2.0");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    @Documented("OCI distribution-spec 1.1, end-4a: the trailing slash is part of the path; clients vary")
    @Assumed("ECR's answer without the slash is unrecorded; the lenient answer hurts nobody")
    void theTrailingSlashMayBeMissing() {
        registry.post("/v2/app/blobs/uploads").send().expect(202);
    }

    @Test
    @Observed("helm #11017: trace of a monolithic push")
    void aBlobIsUploadedByPostAndPut() {
        String location = registry.openUpload("app");

        Answer answer =
                registry.put(closing(location, digest)).body(content).send().expect(201);

        assertThat(answer.location()).isEqualTo(registry.url() + "/v2/app/blobs/" + digest);
        assertThat(answer.header("Docker-Content-Digest")).isEqualTo(digest);
        assertThat(answer.header("Content-Length")).isEqualTo("0");
        assertThat(answer.header("Docker-Distribution-Api-Version")).isEqualTo("registry/2.0");
        assertThat(registry.get(answer.location()).send().expect(200).body()).isEqualTo(content);
        assertThat(registry.emulator().usage().openUploads()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {":", "%3A", "%3a"})
    @Observed("go-containerregistry and docker encode the colon, Jib does not")
    void theColonOfTheDigestMayBeEncoded(String colon) {
        String location = registry.openUpload("app");

        registry.put(closing(location, digest.replace(":", colon)))
                .body(content)
                .send()
                .expect(201);

        registry.head("/v2/app/blobs/" + digest).send().expect(200);
        registry.head("/v2/app/blobs/" + digest.replace(":", colon)).send().expect(200);
    }

    @Test
    @Documented("OCI distribution-spec 1.1, end-4b: 201, or 202 and the client goes on with PUT")
    void aSinglePostWithADigestAndABodyBringsTheBlobIn() {
        Answer answer = registry.post("/v2/app/blobs/uploads/?digest=" + digest)
                .contentType("application/octet-stream")
                .body(content)
                .send();

        if (answer.status() == 202) {
            registry.put(closing(answer.location(), digest))
                    .body(content)
                    .send()
                    .expect(201);
        } else {
            answer.expect(201);
            assertThat(answer.location()).isEqualTo(registry.url() + "/v2/app/blobs/" + digest);
        }
        assertThat(registry.get("/v2/app/blobs/" + digest).send().expect(200).body())
                .isEqualTo(content);
        assertThat(registry.emulator().usage().openUploads()).isZero();
    }

    @Test
    @Observed(
            "tart #273, sdk-container-builds #279, mise #11376: PATCH answers 201; Range as docker and regctl read it")
    void chunksInOrderMakeABlob() {
        byte[] blob = Bytes.random(2, 2 * MINIMUM_PART + 17);
        String location = registry.openUpload("app");

        Answer first = chunk(location, blob, 0, MINIMUM_PART).expect(201);
        assertThat(first.header("Range")).isEqualTo("0-" + (MINIMUM_PART - 1));
        assertThat(first.location()).matches(registry.url() + "/v2/app/blobs/uploads/" + UUID + "(\\?.*)?");
        assertThat(first.header("Content-Length")).isEqualTo("0");
        assertThat(first.header("Docker-Upload-UUID")).isNull();
        Answer second =
                chunk(first.location(), blob, MINIMUM_PART, 2 * MINIMUM_PART).expect(201);
        assertThat(second.header("Range")).isEqualTo("0-" + (2 * MINIMUM_PART - 1));
        Answer third =
                chunk(second.location(), blob, 2 * MINIMUM_PART, blob.length).expect(201);
        assertThat(third.header("Range")).isEqualTo("0-" + (blob.length - 1));

        registry.put(closing(third.location(), Bytes.sha256(blob))).send().expect(201);
        assertThat(registry.get("/v2/app/blobs/" + Bytes.sha256(blob))
                        .send()
                        .expect(200)
                        .body())
                .isEqualTo(blob);
    }

    @Test
    @Documented("OCI distribution-spec 1.1, pushing a blob in chunks: the last chunk may come with the PUT")
    void theLastChunkMayComeWithThePut() {
        byte[] blob = Bytes.random(3, MINIMUM_PART + 100);
        Answer first = chunk(registry.openUpload("app"), blob, 0, MINIMUM_PART).expect(201);

        registry.put(closing(first.location(), Bytes.sha256(blob)))
                .header("Content-Range", MINIMUM_PART + "-" + (blob.length - 1))
                .body(Bytes.slice(blob, MINIMUM_PART, blob.length))
                .send()
                .expect(201);

        assertThat(registry.get("/v2/app/blobs/" + Bytes.sha256(blob)).send().body())
                .isEqualTo(blob);
    }

    @Test
    @Observed("docker and Jib: one PATCH in chunked transfer encoding, no Content-Range, then an empty PUT")
    void aStreamOfUnknownLengthMakesABlob() {
        String location = registry.openUpload("app");

        Answer patched = registry.patch(location).chunked(content).send().expect(201);

        assertThat(patched.header("Range")).isEqualTo("0-" + (content.length - 1));
        registry.put(closing(patched.location(), digest)).send().expect(201);
        assertThat(registry.get("/v2/app/blobs/" + digest).send().body()).isEqualTo(content);
    }

    @Test
    @Observed("docker: one giant streamed PATCH is normal; the service cuts it into parts itself")
    void aStreamMayBeMuchLongerThanAPart() {
        byte[] blob = Bytes.random(4, 24 * MIB + 5);
        String location = registry.openUpload("app");

        Answer patched = registry.patch(location).chunked(blob).send().expect(201);
        registry.put(closing(patched.location(), Bytes.sha256(blob))).send().expect(201);

        Answer head =
                registry.head("/v2/app/blobs/" + Bytes.sha256(blob)).send().expect(200);
        assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(blob.length));
    }

    @Test
    @Observed("containerd and oras: POST, then one PUT in chunked transfer encoding")
    void aMonolithicPutMayBeAStream() {
        registry.put(closing(registry.openUpload("app"), digest))
                .chunked(content)
                .send()
                .expect(201);

        assertThat(registry.get("/v2/app/blobs/" + digest).send().body()).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/octet-stream", "application/json", "text/plain; charset=utf-8"})
    @Observed("go-containerregistry posts with application/json; the type of blob bytes means nothing")
    void theContentTypeOfBlobBytesDoesNotMatter(String type) {
        Answer patched = registry.patch(registry.openUpload("app"))
                .contentType(type)
                .body(content)
                .send()
                .expect(201);

        registry.put(closing(patched.location(), digest))
                .contentType(type)
                .send()
                .expect(201);
    }

    @Test
    @Observed("apple/container #1895, kaniko #607")
    void aChunkThatDoesNotStartWhereTheLastOneEndedIsRefused() {
        String location = registry.openUpload("app");

        registry.patch(location)
                .header("Content-Range", "500-999")
                .body(Bytes.slice(content, 500, 1000))
                .send()
                .expectError(416, "BLOB_UPLOAD_INVALID", "First byte of the layer part is 500 instead of 0");
    }

    @Test
    @Observed("apple/container #1895: \"is 0 instead of 11304960\"; the recovery is that of OCI distribution-spec 1.1")
    void anInterruptedUploadGoesOnWhereTheStatusSaysItStands() {
        byte[] blob = Bytes.random(5, MINIMUM_PART + 4000);
        String location = chunk(registry.openUpload("app"), blob, 0, MINIMUM_PART)
                .expect(201)
                .location();

        chunk(location, blob, 0, MINIMUM_PART)
                .expectError(
                        416, "BLOB_UPLOAD_INVALID", "First byte of the layer part is 0 instead of " + MINIMUM_PART);
        chunk(location, blob, MINIMUM_PART + 10, blob.length)
                .expectError(
                        416,
                        "BLOB_UPLOAD_INVALID",
                        "First byte of the layer part is " + (MINIMUM_PART + 10) + " instead of " + MINIMUM_PART);

        Answer status = registry.get(location).send().expect(204);
        assertThat(status.header("Range")).isEqualTo("0-" + (MINIMUM_PART - 1));
        Answer last = chunk(status.location(), blob, MINIMUM_PART, blob.length).expect(201);
        registry.put(closing(last.location(), Bytes.sha256(blob))).send().expect(201);
        assertThat(registry.get("/v2/app/blobs/" + Bytes.sha256(blob)).send().body())
                .isEqualTo(blob);
    }

    @Test
    @Documented("OCI distribution-spec 1.1: an out-of-order last chunk is answered 416; the upload can be recovered")
    void aLastChunkOutOfOrderIsRefusedAndTheUploadStays() {
        byte[] blob = Bytes.random(6, MINIMUM_PART + 100);
        String location = chunk(registry.openUpload("app"), blob, 0, MINIMUM_PART)
                .expect(201)
                .location();
        String close = closing(location, Bytes.sha256(blob));

        registry.put(close)
                .header("Content-Range", "0-99")
                .body(Bytes.slice(blob, 0, 100))
                .send()
                .expectError(
                        416, "BLOB_UPLOAD_INVALID", "First byte of the layer part is 0 instead of " + MINIMUM_PART);

        Answer status = registry.get(close).send().expect(204);
        assertThat(status.header("Range")).isEqualTo("0-" + (MINIMUM_PART - 1));
        registry.put(close)
                .header("Content-Range", MINIMUM_PART + "-" + (blob.length - 1))
                .body(Bytes.slice(blob, MINIMUM_PART, blob.length))
                .send()
                .expect(201);
    }

    @Test
    @Documented("OCI distribution-spec 1.1, end-13")
    @Assumed("ECR's own answer is unrecorded")
    void theStatusOfAFreshUploadHasNothingReceived() {
        String location = registry.openUpload("app");

        Answer status = registry.get(location).send().expect(204);

        assertThat(status.header("Range")).isEqualTo("0-0");
        assertThat(status.location()).startsWith(registry.url() + "/v2/app/blobs/uploads/");
        assertThat(status.header("Docker-Distribution-Api-Version")).isEqualTo("registry/2.0");
    }

    @Test
    @Documented("OCI distribution-spec, end-14")
    @Assumed("ECR's own answer is unrecorded")
    void aCancelledUploadIsGone() {
        String location = registry.openUpload("app");
        location = registry.patch(location).body(content).send().expect(201).location();

        registry.delete(location).send().expect(204);

        assertThat(registry.emulator().usage().openUploads()).isZero();
        expectUnknown(registry.get(location).send(), location);
        expectUnknown(registry.patch(location).body(content).send(), location);
        expectUnknown(registry.put(closing(location, digest)).send(), location);
        expectUnknown(registry.delete(location).send(), location);
        registry.head("/v2/app/blobs/" + digest).send().expect(404);
    }

    @Test
    @Documented("API Reference, CompleteLayerUpload: the upload id is consumed")
    void aFinishedUploadIsGone() {
        String location = registry.openUpload("app");
        registry.put(closing(location, digest)).body(content).send().expect(201);

        expectUnknown(registry.patch(location).body(content).send(), location);
        expectUnknown(registry.get(location).send(), location);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-0000-0000-000000000000", "not-an-upload", "1"})
    @Assumed("the text for an unknown upload is unrecorded; code as for UploadNotFoundException")
    void anUploadThatWasNeverOpenedIsUnknown(String id) {
        String location = "/v2/app/blobs/uploads/" + id;

        registry.get(location).send().expectErrorCode(404, "BLOB_UPLOAD_UNKNOWN");
        registry.patch(location).body(content).send().expectErrorCode(404, "BLOB_UPLOAD_UNKNOWN");
        registry.put(closing(location, digest)).body(content).send().expectErrorCode(404, "BLOB_UPLOAD_UNKNOWN");
        registry.delete(location).send().expectErrorCode(404, "BLOB_UPLOAD_UNKNOWN");
    }

    @Test
    @Documented("API Reference, UploadNotFoundException: an upload belongs to its repository")
    void anUploadIsUnknownInAnotherRepository() {
        String location = registry.openUpload("app");
        String elsewhere = location.replace("/v2/app/", "/v2/other/");

        registry.patch(elsewhere).body(content).send().expectErrorCode(404, "BLOB_UPLOAD_UNKNOWN");
        registry.get(elsewhere).send().expectErrorCode(404, "BLOB_UPLOAD_UNKNOWN");
        registry.put(closing(elsewhere, digest)).body(content).send().expectErrorCode(404, "BLOB_UPLOAD_UNKNOWN");
        registry.delete(elsewhere).send().expectErrorCode(404, "BLOB_UPLOAD_UNKNOWN");

        registry.put(closing(location, digest)).body(content).send().expect(201);
    }

    @Test
    @Observed("the recorded text of the registry (DIGEST mismatch at close), HTTP 400")
    void aDigestThatDoesNotMatchIsRefusedAndTheUploadDropped() {
        String location = registry.openUpload("app");

        registry.put(closing(location, Bytes.absentDigest('b')))
                .body(content)
                .send()
                .expectError(
                        400,
                        "BLOB_UPLOAD_INVALID",
                        "None of the provided layer digests match the calculated layer digest");

        expectUnknown(registry.get(location).send(), location);
        registry.head("/v2/app/blobs/" + digest).send().expect(404);
        registry.head("/v2/app/blobs/" + Bytes.absentDigest('b')).send().expect(404);
        assertThat(registry.emulator().usage().openUploads()).isZero();
    }

    @Test
    @Observed("radius #7855, devcontainers/cli #814; the two captures differ in the final full stop")
    void aBlobOfZeroBytesIsRefused() {
        String location = registry.openUpload("app");
        String id = location.replaceFirst(".*/", "").replaceFirst("\\?.*", "");

        Answer answer = registry.put(closing(location, Bytes.sha256(new byte[0])))
                .send()
                .expectErrorCode(400, "BLOB_UPLOAD_INVALID");

        assertThat(answer.errorMessage())
                .matches("\\QThe upload with id '" + id + "' in the repository with name 'app' in registry with id '"
                        + ACCOUNT + "' cannot be completed because it does not have any parts\\E\\.?");
        registry.head("/v2/app/blobs/" + Bytes.sha256(new byte[0])).send().expect(404);
    }

    @Test
    @Observed("radius #7855: an empty PATCH is no part either")
    void anEmptyPatchIsNotAPart() {
        Answer patched =
                registry.patch(registry.openUpload("app")).body(new byte[0]).send();
        assertThat(patched.status()).isIn(201, 400, 416);

        if (patched.status() == 201) {
            registry.put(closing(patched.location(), Bytes.sha256(new byte[0])))
                    .send()
                    .expectErrorCode(400, "BLOB_UPLOAD_INVALID");
        }
        registry.head("/v2/app/blobs/" + Bytes.sha256(new byte[0])).send().expect(404);
    }

    @Test
    @Observed("dotnet/sdk-container-builds #424: small chunks are taken, and held against the client at the end")
    void aPartBelowTheMinimumThatIsNotTheLastIsRefusedAtTheClose() {
        String location =
                chunk(registry.openUpload("app"), content, 0, 1000).expect(201).location();
        location = chunk(location, content, 1000, content.length).expect(201).location();

        registry.put(closing(location, digest))
                .send()
                .expectError(400, "BLOB_UPLOAD_INVALID", "All layer parts except the last part should be at least 5MB");

        registry.head("/v2/app/blobs/" + digest).send().expect(404);
        assertThat(registry.emulator().usage().openUploads()).isZero();
    }

    @Test
    @Documented("API Reference, LayerPartTooSmallException: the last part is exempt")
    void theOnlyPartMayBeAsSmallAsOneByte() {
        byte[] one = {42};
        String location = registry.patch(registry.openUpload("app"))
                .body(one)
                .send()
                .expect(201)
                .location();

        registry.put(closing(location, Bytes.sha256(one))).send().expect(201);
    }

    @Test
    @Assumed("LayerAlreadyExists is benign for every client, and swallowed at the door")
    void aBlobThatIsThereAlreadyIsTakenAgain() {
        registry.upload("app", content);
        registry.upload("app", content);

        assertThat(registry.get("/v2/app/blobs/" + digest).send().expect(200).body())
                .isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?mount=%s&from=other", "?from=other&mount=%s", "?mount=%s&from=other&origin=localhost"})
    @Documented("User Guide, blob mounting: off by default; a mount request then opens an upload")
    void aMountOpensAnUploadBecauseMountingIsOff(String query) {
        SampleManifest image = SampleManifest.ociImage("mountable");
        registry.push("other", "1", image);
        String layer = Bytes.sha256(image.blobs().get(1));

        Answer answer = registry.post("/v2/app/blobs/uploads/" + query.formatted(layer))
                .send()
                .expect(202);

        assertThat(answer.header("Range")).isEqualTo("0-0");
        registry.head("/v2/app/blobs/" + layer).send().expect(404);
        registry.put(closing(answer.location(), layer))
                .body(image.blobs().get(1))
                .send()
                .expect(201);
        registry.head("/v2/app/blobs/" + layer).send().expect(200);
    }

    @Test
    @Assumed("an anonymous mount is unrecorded; ECR needs the source to check its permission")
    void aMountWithoutASourceOpensAnUpload() {
        registry.upload("other", content);

        registry.post("/v2/app/blobs/uploads/?mount=" + digest).send().expect(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"never-created", "BAD%20NAME", "app"})
    @Documented("OCI distribution-spec 1.1: a registry that cannot mount behaves as if an upload was asked for")
    void aMountFromNowhereOpensAnUpload(String from) {
        registry.post("/v2/app/blobs/uploads/?mount=" + digest + "&from=" + from)
                .send()
                .expect(202);
    }

    private Answer chunk(String location, byte[] blob, int from, int to) {
        return registry.patch(location)
                .contentType("application/octet-stream")
                .header("Content-Range", from + "-" + (to - 1))
                .body(Bytes.slice(blob, from, to))
                .send();
    }

    private static void expectUnknown(Answer answer, String location) {
        String id = location.replaceFirst(".*/", "").replaceFirst("\\?.*", "");
        answer.expectErrorCode(404, "BLOB_UPLOAD_UNKNOWN");
        assertThat(answer.errorMessage()).contains(id).contains("'app'").contains(ACCOUNT);
    }
}
