package io.github.ecremulator.contract.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** DELETE of a manifest, by digest and by tag. */
class ManifestDeleteTest {

    @RegisterExtension
    final RegistryUnderTest registry = RegistryUnderTest.with("app", "other");

    private final SampleManifest image = SampleManifest.ociImage("an image");

    @Test
    @Documented("User Guide, deleting artifacts: oras manifest delete; OCI distribution-spec 1.1, end-9")
    void deletionByDigestTakesTheImageAndAllItsTags() {
        registry.push("app", "1", image);
        registry.push("app", "2", image);
        registry.push("other", "1", image);

        Answer answer =
                registry.delete("/v2/app/manifests/" + image.digest()).send().expect(202);

        assertThat(answer.header("Docker-Distribution-Api-Version")).isEqualTo("registry/2.0");
        registry.get("/v2/app/manifests/1").send().expect(404);
        registry.get("/v2/app/manifests/2").send().expect(404);
        registry.get("/v2/app/manifests/" + image.digest()).send().expect(404);
        assertThat(registry.get("/v2/app/tags/list").send().json().get("tags")).isEmpty();
        registry.get("/v2/other/manifests/1").send().expect(200);
    }

    @Test
    @Assumed("deletion by tag is unrecorded at the door; BatchDeleteImage keeps an image that has other tags")
    void deletionByTagTakesOnlyTheTagWhileAnotherRemains() {
        registry.push("app", "1", image);
        registry.push("app", "2", image);

        registry.delete("/v2/app/manifests/1").send().expect(202);

        registry.get("/v2/app/manifests/1").send().expect(404);
        registry.get("/v2/app/manifests/2").send().expect(200);
        registry.get("/v2/app/manifests/" + image.digest()).send().expect(200);
    }

    @Test
    @Assumed("deletion by tag is unrecorded at the door; BatchDeleteImage deletes the image with its last tag")
    void deletionOfTheLastTagTakesTheImage() {
        registry.push("app", "1", image);

        registry.delete("/v2/app/manifests/1").send().expect(202);

        registry.get("/v2/app/manifests/" + image.digest()).send().expect(404);
    }

    @Test
    @Observed("the failure reason of BatchDeleteImage: Requested image referenced by manifest list")
    @Assumed("its status and code at the door are unrecorded")
    void aChildOfAnIndexOutlivesADeletionUntilTheIndexIsGone() {
        SampleManifest index = SampleManifest.ociIndex(image);
        registry.push("app", "all", index);

        Answer refused = registry.delete("/v2/app/manifests/" + image.digest()).send();

        assertThat(refused.status()).as("%s", refused).isBetween(400, 499);
        assertThat(refused.errorMessage())
                .contains("Requested image referenced by manifest list: [" + index.digest() + "]");
        registry.get("/v2/app/manifests/" + image.digest()).send().expect(200);
        registry.delete("/v2/app/manifests/" + index.digest()).send().expect(202);
        registry.get("/v2/app/manifests/" + image.digest()).send().expect(200);
        registry.delete("/v2/app/manifests/" + image.digest()).send().expect(202);
    }

    @Test
    @Documented("User Guide, tag immutability: it does not stop deletions; a deleted tag may be used again")
    void immutabilityDoesNotStopDeletions() {
        registry.push("app", "1", image);
        registry.api().putImageTagMutability(r -> r.repositoryName("app").imageTagMutability("IMMUTABLE"));

        registry.delete("/v2/app/manifests/1").send().expect(202);

        registry.push("app", "1", SampleManifest.ociImage("another"));
    }

    @Test
    @Documented("API Reference, BatchDeleteImage: what was deleted can be pushed again")
    void aDeletedImageCanBePushedAgain() {
        registry.push("app", "1", image);
        registry.delete("/v2/app/manifests/" + image.digest()).send().expect(202);

        registry.push("app", "1", image);

        assertThat(registry.get("/v2/app/manifests/1").send().body()).isEqualTo(image.bytes());
        registry.get("/v2/app/blobs/" + Bytes.sha256(image.blobs().get(1)))
                .send()
                .expect(200);
    }
}
