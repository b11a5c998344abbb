package io.github.ecremulator.contract.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HEAD and GET of a blob, whole and in ranges. */
class BlobReadTest {

    private static final int LENGTH = 2048;

    @RegisterExtension
    final RegistryUnderTest registry = RegistryUnderTest.with("app", "other");

    private final byte[] content = Bytes.random(7, LENGTH);
    private final String digest = Bytes.sha256(content);

    @Test
    @Observed("solo-io/wasm #129, manifest-tool #124")
    void headTellsTheExactLengthAndTheDigest() {
        registry.upload("app", content);

        Answer answer = registry.head("/v2/app/blobs/" + digest).send().expect(200);

        assertThat(answer.headers("Content-Length")).containsExactly("2048");
        assertThat(answer.headers("Docker-Content-Digest")).containsExactly(digest);
        assertThat(answer.header("Content-Type")).isNotBlank();
        assertThat(answer.header("Docker-Distribution-Api-Version")).isEqualTo("registry/2.0");
    }

    @Test
    @Documented("OCI distribution-spec 1.1, end-2")
    void getGivesTheBytesInline() {
        registry.upload("app", content);

        Answer answer = registry.get("/v2/app/blobs/" + digest).send().expect(200);

        assertThat(answer.body()).isEqualTo(content);
        assertThat(answer.headers("Content-Length")).containsExactly("2048");
        assertThat(answer.header("Content-Encoding")).isNull();
    }

    @Test
    @Assumed("real ECR cannot hand out a URL for a blob that no image references; the emulator serves it")
    void aBlobThatNoImageReferencesIsServed() {
        registry.upload("app", content);

        registry.get("/v2/app/blobs/" + digest).send().expect(200);
        registry.head("/v2/app/blobs/" + digest).send().expect(200);
    }

    @Test
    @Observed("manifest-tool #124: 404")
    @Assumed("the code in the body is unrecorded")
    void aBlobThatIsNotThereIsUnknown() {
        Answer answer = registry.get("/v2/app/blobs/" + digest).send().expectErrorCode(404, "BLOB_UNKNOWN");
        Answer head = registry.head("/v2/app/blobs/" + digest).send().expect(404);

        assertThat(answer.errorMessage()).isNotBlank();
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Docker-Distribution-Api-Version")).isEqualTo("registry/2.0");
    }

    @Test
    @Documented("User Guide, private repositories: a digest pushed to one repository is absent in another")
    void aBlobBelongsToItsRepository() {
        registry.upload("app", content);

        registry.head("/v2/other/blobs/" + digest).send().expect(404);
        registry.get("/v2/other/blobs/" + digest).send().expectErrorCode(404, "BLOB_UNKNOWN");
    }

    @Test
    @Assumed("deleting a blob is unrecorded; layers are collected by ECR itself")
    void aBlobCannotBeDeleted() {
        registry.upload("app", content);

        registry.delete("/v2/app/blobs/" + digest).send().expectErrorCode(405, "UNSUPPORTED");

        registry.head("/v2/app/blobs/" + digest).send().expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256:abc", "sha256:ZZ", "md5:d41d8cd98f00b204e9800998ecf8427e", "latest", "sha256%3A"})
    @Documented("OCI distribution-spec: an invalid digest is 400, an absent blob 404")
    void aMalformedDigestNamesNoBlob(String reference) {
        Answer answer = registry.get("/v2/app/blobs/" + reference).send();

        assertThat(answer.status()).as("%s", answer).isIn(400, 404, 405);
        assertThat(answer.errorCode()).isIn("DIGEST_INVALID", "BLOB_UNKNOWN", "UNSUPPORTED");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=500-1499, 500, 1499",
        "bytes=0-0, 0, 0",
        "bytes=2047-2047, 2047, 2047",
        "bytes=500-, 500, 2047",
        "bytes=0-, 0, 2047",
        "bytes=-500, 1548, 2047",
        "bytes=-5000, 0, 2047",
        "bytes=2000-5000, 2000, 2047",
        "bytes=0-2047, 0, 2047",
        "bytes=0-99999999999999999, 0, 2047"
    })
    @Documented("RFC 9110, 14.1.2 and 14.4; the OCI conformance tool asks the same of a 2,048-byte blob")
    void aRangeIsServedExactly(String range, int first, int last) {
        registry.upload("app", content);

        Answer answer = registry.get("/v2/app/blobs/" + digest)
                .header("Range", range)
                .send()
                .expect(206);

        assertThat(answer.header("Content-Range")).isEqualTo("bytes " + first + "-" + last + "/2048");
        assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(last - first + 1));
        assertThat(answer.body()).isEqualTo(Bytes.slice(content, first, last + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=5000-10000", "bytes=2048-", "bytes=2048-2048", "bytes=-0"})
    @Documented("RFC 9110, 14.1.2 and 15.5.17")
    void aRangeBeyondTheEndCannotBeSatisfied(String range) {
        registry.upload("app", content);

        Answer answer = registry.get("/v2/app/blobs/" + digest)
                .header("Range", range)
                .send()
                .expect(416);

        assertThat(answer.header("Content-Range")).isEqualTo("bytes */2048");
        assertThat(answer.body()).isNotEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=500-0", "bytes=abc", "bytes=", "lines=1-2", "bytes 0-1", "bytes=--5", "0-5"})
    @Documented("RFC 9110, 14.2: an invalid range or an unknown unit is ignored; 416 is the other answer clients know")
    void aRangeThatMakesNoSenseIsNotServedAsOne(String range) {
        registry.upload("app", content);

        Answer answer =
                registry.get("/v2/app/blobs/" + digest).header("Range", range).send();

        assertThat(answer.status()).as("%s", answer.status()).isIn(200, 416);
        if (answer.status() == 200) {
            assertThat(answer.body()).isEqualTo(content);
        }
    }

    @Test
    @Documented("RFC 9110, 15.3.7: several ranges come as multipart/byteranges, or the server sends the whole")
    void severalRangesAreServedTogetherOrAsTheWhole() {
        registry.upload("app", content);

        Answer answer = registry.get("/v2/app/blobs/" + digest)
                .header("Range", "bytes=0-9,100-109")
                .send();

        if (answer.status() == 206) {
            assertThat(answer.contentType()).startsWith("multipart/byteranges");
        } else {
            assertThat(answer.expect(200).body()).isEqualTo(content);
        }
    }

    @Test
    @Documented("RFC 9110, 14.2: Range is defined for GET")
    void headIgnoresARange() {
        registry.upload("app", content);

        Answer answer = registry.head("/v2/app/blobs/" + digest)
                .header("Range", "bytes=0-9")
                .send()
                .expect(200);

        assertThat(answer.header("Content-Length")).isEqualTo("2048");
    }

    @Test
    @Observed("S3, where ECR's layers lie, announces ranges")
    void rangesAreAnnounced() {
        registry.upload("app", content);

        assertThat(registry.get("/v2/app/blobs/" + digest).send().header("Accept-Ranges"))
                .isEqualTo("bytes");
    }

    @Test
    @Documented("RFC 9110, 14.1.2: ranges of a blob too large for memory are served alike")
    void aRangeNearTheEndOfALargeBlobIsServed() {
        byte[] large = Bytes.random(8, 9 * Bytes.MIB);
        registry.upload("app", large);

        Answer answer = registry.get("/v2/app/blobs/" + Bytes.sha256(large))
                .header("Range", "bytes=" + (large.length - 70_000) + "-")
                .send()
                .expect(206);

        assertThat(answer.body()).isEqualTo(Bytes.slice(large, large.length - 70_000, large.length));
    }

    @Test
    @Observed("Go's HTTP client always sends Accept-Encoding: gzip")
    void theBytesAreNeverCompressedOnTheWay() {
        byte[] compressible = new byte[20_000];
        registry.upload("app", compressible);

        Answer answer = registry.get("/v2/app/blobs/" + Bytes.sha256(compressible))
                .header("Accept-Encoding", "gzip")
                .send()
                .expect(200);

        assertThat(answer.header("Content-Encoding")).isNull();
        assertThat(answer.header("Content-Length")).isEqualTo("20000");
        assertThat(answer.body()).isEqualTo(compressible);
    }
}
