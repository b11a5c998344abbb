package io.github.ecremulator.contract.registry;

import static io.github.ecremulator.contract.registry.RegistryUnderTest.closing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repository names may have slashes and may contain the words that routes are made of. */
class RepositoryNamesTest {

    @RegisterExtension
    final RegistryUnderTest registry = RegistryUnderTest.with();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "manifests",
                "blobs",
                "tags",
                "uploads",
                "referrers",
                "v2",
                "app/manifests",
                "app/blobs",
                "app/tags",
                "app/tags/list",
                "app/referrers",
                "manifests/manifests",
                "blobs/uploads",
                "app/blobs/uploads",
                "tags/list",
                "list",
                "a/manifests/b",
                "a/blobs/b/tags/list/c",
                "library/a.b_c-d__e--f/g",
                "project-a/nginx-web-app"
            })
    @Documented(
            "API Reference, CreateRepository: the pattern of repositoryName; OCI distribution-spec 1.1, end-1 to 13")
    void everyRouteFindsARepositoryWhateverItsName(String name) {
        registry.createRepository(name);
        SampleManifest image = SampleManifest.ociImage(name);
        SampleManifest sbom = SampleManifest.referrer(image, "application/spdx+json", Map.of());

        String upload = registry.openUpload(name);
        registry.get(upload).send().expect(204);
        registry.delete(upload).send().expect(204);
        registry.push(name, "list", image);
        registry.push(name, sbom);

        String base = "/v2/" + name;
        assertThat(registry.get(base + "/manifests/list").send().expect(200).body())
                .isEqualTo(image.bytes());
        assertThat(registry.get(base + "/manifests/" + image.digest())
                        .send()
                        .expect(200)
                        .body())
                .isEqualTo(image.bytes());
        registry.head(base + "/blobs/" + Bytes.sha256(image.blobs().get(0)))
                .send()
                .expect(200);
        assertThat(registry.get(base + "/blobs/" + Bytes.sha256(image.blobs().get(1)))
                        .send()
                        .body())
                .isEqualTo(image.blobs().get(1));
        Answer tags = registry.get(base + "/tags/list").send().expect(200);
        assertThat(tags.json().get("name").asText()).isEqualTo(name);
        assertThat(tags.json().get("tags")).hasSize(1);
        assertThat(registry.get(base + "/referrers/" + image.digest())
                        .send()
                        .expect(200)
                        .json()
                        .get("manifests"))
                .hasSize(1);
        registry.delete(base + "/manifests/" + sbom.digest()).send().expect(202);
    }

    @Test
    @Documented("API Reference, CreateRepository: names of up to 256 characters")
    void theLongestNameWorksAlike() {
        String name = "n".repeat(127) + "/" + "m".repeat(128);
        registry.createRepository(name);

        registry.push(name, "1", SampleManifest.ociImage("long"));

        registry.get("/v2/" + name + "/manifests/1").send().expect(200);
    }

    @Test
    @Observed("Go clients leave slashes alone, some HTTP libraries encode them")
    void aSlashInTheNameMayBeEncoded() {
        registry.createRepository("team/app");
        SampleManifest image = SampleManifest.ociImage("a");
        registry.push("team/app", "1", image);

        Answer answer = registry.get("/v2/team%2Fapp/manifests/1").send();

        if (answer.status() == 200) {
            assertThat(answer.body()).isEqualTo(image.bytes());
        } else {
            assertThat(answer.status()).as("%s", answer).isIn(400, 404, 405);
            answer.error();
        }
    }

    @Test
    @Documented("OCI distribution-spec 1.1: the location of an upload is opaque; its query has to be kept")
    void anUploadInARepositoryNamedLikeARouteCanBeFinished() {
        registry.createRepository("blobs/uploads");
        byte[] content = Bytes.of("content");
        String location = registry.openUpload("blobs/uploads");

        location = registry.patch(location).body(content).send().expect(201).location();
        registry.put(closing(location, Bytes.sha256(content))).send().expect(201);

        registry.get("/v2/blobs/uploads/blobs/" + Bytes.sha256(content)).send().expect(200);
    }
}
