package io.github.ecremulator.contract.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GET and HEAD of manifests: what is the same, what is not, and how an absence looks. */
class ManifestReadTest {

    private static final String NOT_FOUND = "Requested image not found";

    @RegisterExtension
    final RegistryUnderTest registry = RegistryUnderTest.with("app");

    private final SampleManifest image = SampleManifest.dockerImage("an image");

    @BeforeEach
    void pushAnImage() {
        registry.push("app", "1", image);
    }

    @Test
    @Observed("oras-go #237, Docker.Registry.DotNet #34, roadmap #1931: HEAD has the digest, GET has not")
    void headHasTheDigestAndGetHasNot() {
        Answer head = registry.head("/v2/app/manifests/1").send().expect(200);
        Answer get = registry.get("/v2/app/manifests/1").send().expect(200);

        assertThat(head.headers("Docker-Content-Digest")).containsExactly(image.digest());
        assertThat(get.headers("Docker-Content-Digest")).isEmpty();
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
        assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
        assertThat(head.headers("Docker-Distribution-Api-Version")).containsExactly("registry/2.0");
        assertThat(get.headers("Docker-Distribution-Api-Version")).containsExactly("registry/2.0");
        assertThat(head.body()).isEmpty();
    }

    @Test
    @Observed("oras-go #237: a stray empty header field")
    void headHasTheStrayEmptySizesField() {
        assertThat(registry.head("/v2/app/manifests/1").send().headers("Sizes")).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"missing", "sha256:0000000000000000000000000000000000000000000000000000000000000000", "latest"})
    @Observed("79 bytes, and the same Content-Length on HEAD")
    void anImageThatIsNotThereIsUnknown(String reference) {
        String path = "/v2/app/manifests/" + reference;

        assertThat(registry.get(path)
                        .send()
                        .expectError(404, "MANIFEST_UNKNOWN", NOT_FOUND)
                        .body())
                .hasSize(79);
        registry.head(path).send().expectHeadError(404, "MANIFEST_UNKNOWN", NOT_FOUND);
        assertThat(registry.head(path).send().header("Content-Length")).isEqualTo("79");
        registry.delete(path).send().expectError(404, "MANIFEST_UNKNOWN", NOT_FOUND);
    }

    @Test
    @Observed("rules_oci #720: HEAD of a tag with a plus sign")
    void headOfATagWithAPlusIsABadRequest() {
        registry.head("/v2/app/manifests/1.0+build").send().expect(400);
    }

    @Test
    @Observed("docker sends six Accept lines, containerd one joined line")
    void acceptMayBeManyLinesOrOne() {
        DoorRequest many = registry.get("/v2/app/manifests/1");
        String[] types = {
            SampleManifest.DOCKER_IMAGE,
            SampleManifest.DOCKER_LIST,
            SampleManifest.OCI_INDEX,
            SampleManifest.OCI_IMAGE,
            SampleManifest.DOCKER_SCHEMA_1_SIGNED,
            "application/json"
        };
        for (String type : types) {
            many.header("Accept", type);
        }

        assertThat(many.send().expect(200).body()).isEqualTo(image.bytes());
        assertThat(registry.get("/v2/app/manifests/1")
                        .header("Accept", String.join(", ", types) + ", */*;q=0.1")
                        .send()
                        .expect(200)
                        .body())
                .isEqualTo(image.bytes());
    }

    @Test
    @Documented("User Guide, image manifest formats: a pull by digest is never converted")
    @Assumed("what a pull by tag with a narrow Accept gives today is unrecorded; the stored bytes are served")
    void theStoredBytesAreServedWhateverIsAccepted() {
        for (String reference : new String[] {"1", image.digest()}) {
            Answer answer = registry.get("/v2/app/manifests/" + reference)
                    .header("Accept", SampleManifest.OCI_IMAGE)
                    .send()
                    .expect(200);
            assertThat(answer.body()).isEqualTo(image.bytes());
            assertThat(answer.header("Content-Type")).isEqualTo(SampleManifest.DOCKER_IMAGE);
        }
    }

    @Test
    @Documented("OCI distribution-spec, registry proxying: ns and unknown parameters are ignored")
    void unknownQueryParametersAreIgnored() {
        registry.get("/v2/app/manifests/1?ns=docker.io&x=%25").send().expect(200);
        registry.head("/v2/app/manifests/1?ns=123456789012.dkr.ecr.us-east-1.amazonaws.com")
                .send()
                .expect(200);
    }

    @Test
    @Observed("Go's HTTP client always sends Accept-Encoding: gzip")
    void aLongManifestIsNotCompressedOnTheWay() {
        SampleManifest base = SampleManifest.ociImage("long");
        SampleManifest annotated =
                base.with(base.text().replaceFirst("\\}$", ",\"annotations\":{\"pad\":\"" + "x".repeat(9000) + "\"}}"));
        registry.push("app", "long", annotated);

        Answer answer = registry.get("/v2/app/manifests/long")
                .header("Accept-Encoding", "gzip")
                .send()
                .expect(200);

        assertThat(answer.header("Content-Encoding")).isNull();
        assertThat(answer.body()).isEqualTo(annotated.bytes());
        assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(annotated.size()));
    }

    @Test
    @Documented("OCI distribution-spec 1.1: a digest in the path may be percent-encoded")
    void theColonOfADigestMayBeEncoded() {
        registry.get("/v2/app/manifests/" + image.digest().replace(":", "%3A"))
                .send()
                .expect(200);
    }
}
