package io.github.ecremulator.contract.registry;

import static io.github.ecremulator.contract.registry.Bytes.MIB;
import static io.github.ecremulator.contract.registry.RegistryUnderTest.closing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import io.github.ecremulator.core.EmulatorUsage;
import io.github.ecremulator.core.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.Image;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.LayerAvailability;
import software.amazon.awssdk.services.ecr.model.UploadNotFoundException;

/** Both doors open on one store: what goes in by one comes out by the other. */
class OneTruthTest {

    @RegisterExtension
    final RegistryUnderTest registry = RegistryUnderTest.with("app");

    private final SampleManifest image = SampleManifest.dockerImage("an image");

    @Test
    @Observed("localstack #13867, #5598, #5005; floci #1112: pushed images missing from list and describe")
    void whatIsPushedIsDescribed() {
        registry.emulator().clock().freeze();
        Instant now = registry.emulator().clock().now();
        registry.push("app", "1", image);
        registry.push("app", "stable", image);

        ImageDetail detail = registry.api()
                .describeImages(r -> r.repositoryName("app"))
                .imageDetails()
                .get(0);

        assertThat(detail.imageDigest()).isEqualTo(image.digest());
        assertThat(detail.imageTags()).containsExactlyInAnyOrder("1", "stable");
        assertThat(detail.imageManifestMediaType()).isEqualTo(SampleManifest.DOCKER_IMAGE);
        assertThat(detail.artifactMediaType()).isEqualTo("application/vnd.docker.container.image.v1+json");
        assertThat(detail.imageSizeInBytes())
                .isEqualTo(image.blobs().stream().mapToLong(blob -> blob.length).sum());
        assertThat(detail.imagePushedAt().toEpochMilli()).isEqualTo(now.toEpochMilli());
        assertThat(detail.registryId()).isEqualTo(RegistryUnderTest.ACCOUNT);
    }

    @Test
    @Documented("API Reference, BatchGetImage: the manifest as it was pushed")
    void whatIsPushedIsGotByteForByte() {
        for (SampleManifest manifest : SampleManifest.everyType().toList()) {
            registry.push("app", "1", manifest);

            Image got = registry.api()
                    .batchGetImage(r -> r.repositoryName("app").imageIds(tag("1")))
                    .images()
                    .get(0);

            assertThat(got.imageManifest()).isEqualTo(manifest.text());
            assertThat(got.imageManifestMediaType()).isEqualTo(manifest.mediaType());
            assertThat(got.imageId().imageDigest()).isEqualTo(manifest.digest());
        }
    }

    @Test
    @Documented("API Reference, BatchCheckLayerAvailability and GetDownloadUrlForLayer")
    void whatIsUploadedIsAvailableAndCanBeDownloaded() throws IOException {
        registry.push("app", "1", image);
        byte[] layer = image.blobs().get(1);
        String digest = Bytes.sha256(layer);

        assertThat(registry.api()
                        .batchCheckLayerAvailability(
                                r -> r.repositoryName("app").layerDigests(digest))
                        .layers())
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.layerAvailability()).isEqualTo(LayerAvailability.AVAILABLE);
                    assertThat(found.layerSize()).isEqualTo(layer.length);
                });
        String url = registry.api()
                .getDownloadUrlForLayer(r -> r.repositoryName("app").layerDigest(digest))
                .downloadUrl();
        try (InputStream bytes = URI.create(url).toURL().openStream()) {
            assertThat(bytes.readAllBytes()).isEqualTo(layer);
        }
    }

    @Test
    @Documented("API Reference, ListImageReferrers: the twin of the referrers endpoint")
    void referrersAreTheSameAtBothDoors() {
        SampleManifest sbom = SampleManifest.referrer(image, "application/spdx+json", Map.of("tool", "syft"));
        registry.push("app", "1", image);
        registry.push("app", sbom);

        assertThat(registry.api()
                        .listImageReferrers(r -> r.repositoryName("app").subjectId(s -> s.imageDigest(image.digest())))
                        .referrers())
                .singleElement()
                .satisfies(referrer -> {
                    assertThat(referrer.digest()).isEqualTo(sbom.digest());
                    assertThat(referrer.artifactType()).isEqualTo("application/spdx+json");
                    assertThat(referrer.annotations()).containsEntry("tool", "syft");
                    assertThat(referrer.size()).isEqualTo(sbom.size());
                });
    }

    @Test
    @Observed("localstack #13867: an API PutImage that docker cannot pull")
    void whatIsPutByTheApiCanBePulled() {
        image.blobs().forEach(this::uploadByApi);
        registry.api().putImage(r -> r.repositoryName("app").imageTag("1").imageManifest(image.text()));

        Answer head = registry.head("/v2/app/manifests/1").send().expect(200);
        assertThat(head.header("Docker-Content-Digest")).isEqualTo(image.digest());
        assertThat(head.header("Content-Type")).isEqualTo(SampleManifest.DOCKER_IMAGE);
        assertThat(registry.get("/v2/app/manifests/1").send().body()).isEqualTo(image.bytes());
        for (byte[] blob : image.blobs()) {
            assertThat(registry.get("/v2/app/blobs/" + Bytes.sha256(blob))
                            .send()
                            .expect(200)
                            .body())
                    .isEqualTo(blob);
        }
        assertThat(registry.get("/v2/app/tags/list")
                        .send()
                        .json()
                        .get("tags")
                        .get(0)
                        .asText())
                .isEqualTo("1");
    }

    @Test
    @Documented("API Reference, UploadLayerPart: parts of at least 5 MiB but for the last")
    void aLayerOfSeveralPartsUploadedByTheApiCanBePulled() {
        byte[] layer = Bytes.random(1, 11 * MIB);
        EcrClient api = registry.api();
        String id = api.initiateLayerUpload(r -> r.repositoryName("app")).uploadId();
        for (int from = 0; from < layer.length; from += 5 * MIB) {
            int first = from;
            int last = Math.min(from + 5 * MIB, layer.length) - 1;
            api.uploadLayerPart(r -> r.repositoryName("app")
                    .uploadId(id)
                    .partFirstByte((long) first)
                    .partLastByte((long) last)
                    .layerPartBlob(SdkBytes.fromByteArray(Bytes.slice(layer, first, last + 1))));
        }
        api.completeLayerUpload(r -> r.repositoryName("app").uploadId(id).layerDigests(Bytes.sha256(layer)));

        assertThat(registry.get("/v2/app/blobs/" + Bytes.sha256(layer))
                        .send()
                        .expect(200)
                        .body())
                .isEqualTo(layer);
    }

    @Test
    @Documented("User Guide, retagging an image: BatchGetImage, then PutImage of the same manifest")
    void aRetagByTheApiIsPulledByItsNewTag() {
        registry.push("app", "1", image);
        String manifest = registry.api()
                .batchGetImage(r -> r.repositoryName("app").imageIds(tag("1")))
                .images()
                .get(0)
                .imageManifest();

        registry.api().putImage(r -> r.repositoryName("app").imageTag("stable").imageManifest(manifest));

        assertThat(registry.get("/v2/app/manifests/stable").send().expect(200).body())
                .isEqualTo(image.bytes());
        registry.get("/v2/app/manifests/1").send().expect(200);
    }

    @Test
    @Documented("API Reference, BatchDeleteImage")
    void whatTheApiDeletesIsNotPulled() {
        registry.push("app", "1", image);

        registry.api().batchDeleteImage(r -> r.repositoryName("app").imageIds(tag("1")));

        registry.get("/v2/app/manifests/1").send().expectErrorCode(404, "MANIFEST_UNKNOWN");
        registry.get("/v2/app/manifests/" + image.digest()).send().expectErrorCode(404, "MANIFEST_UNKNOWN");
    }

    @Test
    @Documented("User Guide, deleting artifacts at the endpoint")
    void whatIsDeletedAtTheDoorIsNotDescribed() {
        registry.push("app", "1", image);

        registry.delete("/v2/app/manifests/" + image.digest()).send().expect(202);

        assertThat(registry.api().listImages(r -> r.repositoryName("app")).imageIds())
                .isEmpty();
        assertThatThrownBy(() -> registry.api()
                        .describeImages(r -> r.repositoryName("app").imageIds(tag("1"))))
                .isInstanceOf(ImageNotFoundException.class);
    }

    @Test
    @Documented("API Reference, DeleteRepository: force deletes the images too")
    void aRepositoryDeletedAndMadeAgainIsEmpty() {
        registry.push("app", "1", image);
        String upload = registry.openUpload("app");
        registry.api().deleteRepository(r -> r.repositoryName("app").force(true));
        registry.get("/v2/app/manifests/1").send().expectErrorCode(404, "NAME_UNKNOWN");

        registry.createRepository("app");

        registry.get("/v2/app/manifests/1").send().expectErrorCode(404, "MANIFEST_UNKNOWN");
        registry.head("/v2/app/blobs/" + Bytes.sha256(image.blobs().get(1)))
                .send()
                .expect(404);
        registry.get(upload).send().expectErrorCode(404, "BLOB_UPLOAD_UNKNOWN");
        assertThat(registry.emulator().usage().openUploads()).isZero();
    }

    @Test
    @Assumed("docker traffic drives the same uploads as the API; that an id crosses over follows from it")
    void anUploadBegunAtOneDoorIsKnownAtTheOther() {
        byte[] content = Bytes.of("some content");
        String id =
                registry.api().initiateLayerUpload(r -> r.repositoryName("app")).uploadId();

        String location = "/v2/app/blobs/uploads/" + id;
        registry.get(location).send().expect(204);
        registry.put(closing(location, Bytes.sha256(content)))
                .body(content)
                .send()
                .expect(201);

        assertThatThrownBy(() -> registry.api()
                        .completeLayerUpload(
                                r -> r.repositoryName("app").uploadId(id).layerDigests(Bytes.sha256(content))))
                .isInstanceOf(UploadNotFoundException.class);
    }

    @Test
    @Documented("API Reference, CreateRepository: repositories made by the API are there at the door at once")
    void aRepositoryMadeByTheApiCanBePushedTo() {
        registry.api().createRepository(r -> r.repositoryName("made/by-api"));

        registry.push("made/by-api", "1", image);

        assertThat(registry.api()
                        .listImages(r -> r.repositoryName("made/by-api"))
                        .imageIds())
                .isEqualTo(List.of(ImageIdentifier.builder()
                        .imageTag("1")
                        .imageDigest(image.digest())
                        .build()));
    }

    @Test
    @Documented("API Reference, ImageDetail: lastRecordedPullTime")
    void aPullAtTheDoorIsRecorded() {
        registry.push("app", "1", image);
        assertThat(detail().lastRecordedPullTime()).isNull();

        registry.get("/v2/app/manifests/1").send().expect(200);

        Eventually.holds(() -> assertThat(detail().lastRecordedPullTime()).isNotNull());
    }

    @Test
    @Assumed("restore brings back the state, and no state has uploads in it")
    void anUploadDoesNotOutliveARestore() {
        Snapshot before = registry.emulator().snapshot();
        String location = registry.openUpload("app");
        byte[] content = Bytes.random(2, 2 * MIB);
        try (BareConnection connection = registry.connect()) {
            connection
                    .send(
                            "PATCH",
                            DoorRequest.pathAndQuery(location),
                            registry.signedIn("Content-Length: " + content.length))
                    .write(Bytes.slice(content, 0, MIB));

            registry.emulator().restore(before);

            connection
                    .write(Bytes.slice(content, MIB, 2 * MIB))
                    .read("PATCH")
                    .expectErrorCode(404, "BLOB_UPLOAD_UNKNOWN");
        }
        registry.get(location).send().expectErrorCode(404, "BLOB_UPLOAD_UNKNOWN");
        Eventually.holds(() -> {
            assertThat(registry.emulator().usage().openUploads()).isZero();
            assertThat(registry.emulator().usage().temporaryFiles()).isZero();
        });
    }

    @Test
    @Documented("API Reference: layers that no image references may be cleaned up at any time")
    @Assumed("a day is the emulator's choice; the same for uploads that nobody goes on with")
    void whatNoImageUsesIsGoneAfterADay() {
        registry.push("app", "1", image);
        EmulatorUsage used = registry.emulator().usage();
        String unused = registry.upload("app", Bytes.random(3, 2 * MIB));
        String abandoned = registry.openUpload("app");
        registry.patch(abandoned).body(Bytes.random(4, 2 * MIB)).send().expect(201);

        registry.emulator().clock().advance(Duration.ofHours(25));

        String token = registry.freshToken();
        registry.head("/v2/app/blobs/" + unused).token(token).send().expect(404);
        registry.get(abandoned).token(token).send().expectErrorCode(404, "BLOB_UPLOAD_UNKNOWN");
        for (byte[] blob : image.blobs()) {
            registry.head("/v2/app/blobs/" + Bytes.sha256(blob))
                    .token(token)
                    .send()
                    .expect(200);
        }
        Eventually.holds(() -> assertThat(registry.emulator().usage()).isEqualTo(used));
    }

    private ImageDetail detail() {
        return registry.api()
                .describeImages(r -> r.repositoryName("app"))
                .imageDetails()
                .get(0);
    }

    private void uploadByApi(byte[] blob) {
        EcrClient api = registry.api();
        String id = api.initiateLayerUpload(r -> r.repositoryName("app")).uploadId();
        api.uploadLayerPart(r -> r.repositoryName("app")
                .uploadId(id)
                .partFirstByte(0L)
                .partLastByte(blob.length - 1L)
                .layerPartBlob(SdkBytes.fromByteArray(blob)));
        api.completeLayerUpload(r -> r.repositoryName("app").uploadId(id).layerDigests(Bytes.sha256(blob)));
    }

    private static ImageIdentifier tag(String tag) {
        return ImageIdentifier.builder().imageTag(tag).build();
    }
}
