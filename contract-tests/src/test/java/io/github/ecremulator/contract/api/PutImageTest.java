package io.github.ecremulator.contract.api;

import static io.github.ecremulator.contract.api.EcrUnderTest.ACCOUNT;
import static io.github.ecremulator.contract.api.RepositoryUnderTest.digest;
import static io.github.ecremulator.contract.api.RepositoryUnderTest.id;
import static io.github.ecremulator.contract.api.RepositoryUnderTest.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.Image;
import software.amazon.awssdk.services.ecr.model.ImageAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageDigestDoesNotMatchException;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.LayersNotFoundException;
import software.amazon.awssdk.services.ecr.model.LimitExceededException;
import software.amazon.awssdk.services.ecr.model.ReferencedImagesNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

class PutImageTest {

    @RegisterExtension
    static final EcrUnderTest ecr = new EcrUnderTest();

    private static EcrClient client() {
        return ecr.client();
    }

    private static Image put(String manifest) {
        return client().putImage(r -> r.repositoryName("app").imageManifest(manifest))
                .image();
    }

    @Test
    @Documented(ApiReference.PUT_IMAGE)
    void answersTheImageAsItIsKept() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.uploadedImage("content");

        Image answer = app.putImage(image, "1.0").image();

        assertThat(answer.registryId()).isEqualTo(ACCOUNT);
        assertThat(answer.repositoryName()).isEqualTo("app");
        assertThat(answer.imageId()).isEqualTo(id(image, "1.0"));
        assertThat(answer.imageManifest()).isEqualTo(image.json());
        assertThat(answer.imageManifestMediaType()).isEqualTo(Manifest.OCI_IMAGE);
    }

    @Test
    @Documented(ApiReference.PUT_IMAGE)
    void answersNoTagForAnImageWithoutOne() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.uploadedImage("content");

        assertThat(app.putImage(image, null).image().imageId()).isEqualTo(digest(image));
    }

    @Test
    @Documented(ApiReference.OCI_DISTRIBUTION_SPECIFICATION)
    void keepsEveryByteOfTheManifestAndDigestsThoseBytes() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.uploadedImage("content");
        String spaced = image.json().replace(",", " ,\n\t").replace("{", "{ ") + "\n\n";

        Image answer = put(spaced);

        assertThat(answer.imageId().imageDigest()).isEqualTo(Manifest.digestOf(spaced));
        assertThat(app.get(digest(Manifest.digestOf(spaced))).images().get(0).imageManifest())
                .isEqualTo(spaced);
    }

    @Test
    @Documented(ApiReference.OCI_IMAGE_SPECIFICATION)
    void keepsMembersThatItDoesNotKnowAndLettersBeyondAscii() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image =
                app.uploadedImage("content").with("x-unknown", "größer 🚢").annotation("ключ", "値");

        app.put(image, "1.0");

        assertThat(app.get(tag("1.0")).images().get(0).imageManifest()).isEqualTo(image.json());
        assertThat(app.details().get(0).imageDigest()).isEqualTo(image.digest());
    }

    @Test
    @Documented(ApiReference.MULTI_ARCHITECTURE)
    void takesEveryKindOfManifest() {
        RepositoryUnderTest app = ecr.repository("app");
        Blob config = Blob.config("content").as(Blob.DOCKER_CONFIG);
        Blob layer = Blob.layer("content").as(Blob.DOCKER_LAYER);
        app.upload(config, layer);
        Manifest docker = Manifest.dockerImage(config, layer);
        Manifest oci = app.pushed("other");

        app.put(docker, "docker");
        app.put(Manifest.dockerList(docker), "docker-list");
        Manifest index = Manifest.ociIndex(docker, oci);
        app.put(index, "oci-index");
        app.put(Manifest.ociIndex(index), "index-of-index");

        assertThat(app.details())
                .extracting(ImageDetail::imageManifestMediaType)
                .containsExactlyInAnyOrder(
                        Manifest.OCI_IMAGE,
                        Manifest.DOCKER_IMAGE,
                        Manifest.DOCKER_LIST,
                        Manifest.OCI_INDEX,
                        Manifest.OCI_INDEX);
    }

    @Test
    @Observed(Sighting.MANIFEST_WITHOUT_MEDIA_TYPE)
    void takesTheMediaTypeFromTheRequestWhenTheManifestHasNone() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest chart = app.uploadedImage("content").without("mediaType");

        Image answer = client().putImage(r ->
                        r.repositoryName("app").imageManifest(chart.json()).imageManifestMediaType(Manifest.OCI_IMAGE))
                .image();

        assertThat(answer.imageManifestMediaType()).isEqualTo(Manifest.OCI_IMAGE);
        assertThat(app.get(digest(chart)).images().get(0).imageManifestMediaType())
                .isEqualTo(Manifest.OCI_IMAGE);
    }

    @Test
    @Observed(Sighting.MANIFEST_WITHOUT_MEDIA_TYPE)
    void refusesAManifestWhoseMediaTypeNobodyNames() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest chart = app.uploadedImage("content").without("mediaType");

        ecr.refusal(() -> put(chart.json())).isInvalidParameter("ImageManifest", "Invalid JSON syntax");
    }

    @Test
    @Documented("https://distribution.github.io/distribution/spec/manifest-v2-1/")
    void takesAnUnsignedManifestOfDockersFirstSchema() {
        RepositoryUnderTest app = ecr.repository("app");
        Blob layer = Blob.layer("content");
        app.upload(layer);
        String manifest = firstSchema(layer);

        Image answer = put(manifest);

        assertThat(answer.imageId().imageDigest()).isEqualTo(Manifest.digestOf(manifest));
        assertThat(answer.imageManifestMediaType()).startsWith("application/vnd.docker.distribution.manifest.v1+");
    }

    @Test
    @Documented("https://distribution.github.io/distribution/spec/manifest-v2-1/#signed-manifests")
    void digestsASignedManifestOfDockersFirstSchemaWithoutItsSignatures() {
        RepositoryUnderTest app = ecr.repository("app");
        Blob layer = Blob.layer("content");
        app.upload(layer);
        String payload = firstSchema(layer);
        String signed = signed(payload);

        Image answer = put(signed);

        assertThat(answer.imageId().imageDigest()).isEqualTo(Manifest.digestOf(payload));
        assertThat(answer.imageManifest()).isEqualTo(signed);
    }

    private static String firstSchema(Blob layer) {
        return """
                {
                   "schemaVersion": 1,
                   "name": "app",
                   "tag": "latest",
                   "architecture": "amd64",
                   "fsLayers": [{"blobSum": "%s"}],
                   "history": [{"v1Compatibility": "{\\"id\\":\\"e45a5af57b00\\"}"}]
                }""".formatted(layer.digest());
    }

    private static String signed(String payload) {
        int formatLength = payload.length() - 2;
        String protection = base64Url("{\"formatLength\":" + formatLength + ",\"formatTail\":\"" + base64Url("\n}")
                + "\",\"time\":\"2020-01-01T00:00:00Z\"}");
        return payload.substring(0, formatLength)
                + ",\n   \"signatures\": [{\"header\":{\"alg\":\"ES256\"},\"signature\":\"c2lnbmVk\",\"protected\":\""
                + protection + "\"}]\n}";
    }

    private static String base64Url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "",
                "{",
                "[]",
                "{}",
                "null",
                "42",
                "\"manifest\"",
                "{\"schemaVersion\":2}",
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\"}",
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":{},\"layers\":[]}",
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\"}",
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":\"none\"}",
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":[{\"digest\":\"nope\"}]}",
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.cncf.helm.config.v1+json\",\"config\":{},\"layers\":[]}",
                "{\"schemaVersion\":2,\"mediaType\":17,\"config\":{},\"layers\":[]}",
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.artifact.manifest.v1+json\",\"blobs\":[]}",
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.cncf.oras.artifact.manifest.v1+json\",\"blobs\":[]}"
            })
    @Observed(Sighting.MANIFEST_IS_NOT_ACCEPTABLE)
    void refusesWhatIsNoManifest(String manifest) {
        ecr.repository("app");

        Refusal refusal = ecr.refusal(() -> put(manifest)).is(InvalidParameterException.class);

        if (manifest.isEmpty()) {
            refusal.isInvalidParameter("imageManifest", "Member must have length greater than or equal to 1");
        } else {
            refusal.isInvalidParameter("ImageManifest", "Invalid JSON syntax");
        }
    }

    @Test
    @Observed(Sighting.IMAGE_DIGEST_DOES_NOT_MATCH)
    void refusesADigestThatIsNotTheManifests() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.uploadedImage("content");
        String wrong = "sha256:" + "0".repeat(64);

        ecr.refusal(() -> client().putImage(r ->
                        r.repositoryName("app").imageManifest(image.json()).imageDigest(wrong)))
                .is(ImageDigestDoesNotMatchException.class)
                .says("The image with digest '" + wrong + "' in repository 'app' and registry ID '123456789012'"
                        + " does not match the image digest that Amazon ECR has calculated.");
    }

    @Test
    @Documented(ApiReference.PUT_IMAGE)
    void takesADigestThatIsTheManifests() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.uploadedImage("content");

        client().putImage(r -> r.repositoryName("app")
                .imageManifest(image.json())
                .imageDigest(image.digest())
                .imageTag("1.0"));

        assertThat(app.ids()).containsExactly(id(image, "1.0"));
    }

    @Test
    @Observed("https://github.com/bazelbuild/rules_docker/issues/298")
    void refusesAnImageWithALayerThatWasNeverUploaded() {
        RepositoryUnderTest app = ecr.repository("app");
        Blob config = Blob.config("content");
        Blob missing = Blob.layer("never uploaded");
        app.upload(config);

        ecr.refusal(() -> app.put(Manifest.ociImage(config, missing), "1.0"))
                .is(LayersNotFoundException.class)
                .says("Layers with digests '[" + missing.digest() + "]' required for pushing image into repository"
                        + " with name 'app' in the registry with id '123456789012' do not exist");
    }

    @Test
    @Observed("ECR lists the config beside the layers")
    void refusesAnImageWhoseConfigWasNeverUploaded() {
        RepositoryUnderTest app = ecr.repository("app");
        Blob config = Blob.config("content");
        Blob missing = Blob.layer("never uploaded");

        Refusal refusal = ecr.refusal(() -> app.put(Manifest.ociImage(config, missing), "1.0"))
                .is(LayersNotFoundException.class);

        assertThat(refusal.message()).contains(config.digest(), missing.digest(), ", ");
    }

    @Test
    @Documented(ApiReference.PUT_IMAGE)
    void refusesAnImageWhoseLayersAreInAnotherRepositoryOnly() {
        Manifest image = ecr.repository("other").uploadedImage("content");
        RepositoryUnderTest app = ecr.repository("app");

        ecr.refusal(() -> app.put(image, "1.0")).is(LayersNotFoundException.class);
    }

    @Test
    @Assumed("bytes of foreign layers are not kept by the registry, so they cannot be missing")
    void takesForeignLayersWithoutTheirBytes() {
        RepositoryUnderTest app = ecr.repository("app");
        Blob config = Blob.config("content").as(Blob.DOCKER_CONFIG);
        app.upload(config);
        String manifest = Manifest.dockerImage(config)
                .json()
                .replace(
                        "\"layers\":[]",
                        "\"layers\":[{\"mediaType\":\"application/vnd.docker.image.rootfs.foreign.diff.tar.gzip\","
                                + "\"size\":9,\"digest\":\"sha256:" + "1".repeat(64)
                                + "\",\"urls\":[\"https://example.com/layer\"]}]");

        assertThat(put(manifest).imageId().imageDigest()).isEqualTo(Manifest.digestOf(manifest));
    }

    @Test
    @Observed(Sighting.REFERENCED_IMAGES_NOT_FOUND)
    void refusesAnIndexWhoseImagesWereNeverPut() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest there = app.pushed("there");
        Manifest first = app.uploadedImage("first");
        Manifest second = app.uploadedImage("second");

        ecr.refusal(() -> app.put(Manifest.ociIndex(first, there, second), "1.0"))
                .is(ReferencedImagesNotFoundException.class)
                .says("Images with digests '[" + first.digest() + ", " + second.digest()
                        + "]' required for pushing image"
                        + " into repository with name 'app' in the registry with id '123456789012' do not exist");
    }

    @Test
    @Observed(Sighting.REPOSITORY_NOT_FOUND)
    void refusesARepositoryThatIsNotThere() {
        ecr.refusal(() -> put(Manifest.ociImage(Blob.config("content")).json()))
                .is(RepositoryNotFoundException.class)
                .says("The repository with name 'app' does not exist in the registry with id '123456789012'");
    }

    @Test
    @Observed(Sighting.IMAGE_ALREADY_EXISTS)
    void refusesTheSameManifestUnderTheSameTag() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.pushed("content", "canary");

        ecr.refusal(() -> app.put(image, "canary"))
                .is(ImageAlreadyExistsException.class)
                .says("Image with digest '" + image.digest() + "' and tag 'canary' already exists"
                        + " in the repository with name 'app' in registry with id '123456789012'");
    }

    @Test
    @Assumed("without a tag there is nothing that such a call could change")
    void refusesAnUntaggedManifestThatIsThere() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.pushed("content", "1.0");

        ecr.refusal(() -> app.put(image)).is(ImageAlreadyExistsException.class);
    }

    @Test
    @Documented(ApiReference.RETAGGING)
    void addsATagToAnImageThatIsThere() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.pushed("content", "1.0");

        app.put(image, "latest");

        assertThat(app.ids()).containsExactlyInAnyOrder(id(image, "1.0"), id(image, "latest"));
        assertThat(app.details()).hasSize(1);
    }

    @Test
    @Documented(ApiReference.RETAGGING)
    void retagsWhatBatchGetImageAnswered() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest pushed = app.pushed("content", "1.0");
        Image image = app.get(tag("1.0")).images().get(0);

        client().putImage(r -> r.repositoryName("app")
                .imageManifest(image.imageManifest())
                .imageManifestMediaType(image.imageManifestMediaType())
                .imageTag("prod"));

        assertThat(app.ids()).containsExactlyInAnyOrder(id(pushed, "1.0"), id(pushed, "prod"));
    }

    @Test
    @Documented(ApiReference.TAG_MUTABILITY)
    void movesATagAndKeepsTheImageThatHadIt() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest old = app.pushed("old", "latest");
        Instant pushedAt = app.detail(old).imagePushedAt();
        ecr.emulator().clock().advance(Duration.ofHours(1));

        Manifest young = app.pushed("young", "latest");

        assertThat(app.ids()).containsExactlyInAnyOrder(digest(old), id(young, "latest"));
        assertThat(app.detail(old).hasImageTags()).isFalse();
        assertThat(app.detail(old).imagePushedAt()).isEqualTo(pushedAt);
    }

    @Test
    @Assumed("nothing is pushed when a tag is added")
    void keepsThePushTimeWhenATagIsAdded() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.pushed("content", "1.0");
        Instant pushedAt = app.detail(image).imagePushedAt();
        ecr.emulator().clock().advance(Duration.ofHours(1));

        app.put(image, "latest");

        assertThat(app.detail(image).imagePushedAt()).isEqualTo(pushedAt);
    }

    @Test
    @Documented(ApiReference.OCI_IMAGE_SPECIFICATION)
    void takesAnImageWhoseSubjectIsNotThere() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest subject = app.uploadedImage("subject");
        Manifest signature = app.uploadedImage("signature").subject(subject);

        app.put(signature);

        assertThat(app.detail(signature).subjectManifestDigest()).isEqualTo(subject.digest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a+b", "a/b", "a:b", "a@b", "ä", "a\n", " ", "*", "../etc"})
    @Observed(Sighting.IMAGE_TAG_PATTERN)
    void refusesATagThatBreaksThePattern(String wrong) {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.uploadedImage("content");

        ecr.refusal(() -> app.put(image, wrong))
                .isInvalidParameter("imageTag", "must satisfy regular expression '[a-zA-Z0-9-_.]+'");
    }

    @Test
    @Documented(ApiReference.SERVICE_MODEL)
    void takesTagsOfOneToThreeHundredCharacters() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.pushed("content", "1", "t".repeat(300), "A-Z_a.z-09");

        ecr.refusal(() -> app.put(image, "t".repeat(301)))
                .isInvalidParameter("imageTag", "Member must have length less than or equal to 300");
        ecr.refusal(() -> app.put(image, ""))
                .isInvalidParameter("imageTag", "Member must have length greater than or equal to 1");
        assertThat(app.ids()).hasSize(3);
    }

    @Test
    @Documented(ApiReference.SERVICE_MODEL)
    void takesAManifestOfFourMebibytesAndNotOneCharacterMore() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.uploadedImage("content").annotation("padding", "");
        Manifest largest = image.annotation("padding", "x".repeat(4_194_304 - image.size()));
        Manifest tooLarge = image.annotation("padding", "x".repeat(4_194_305 - image.size()));

        app.put(largest, "largest");
        ecr.refusal(() -> app.put(tooLarge, "too-large"))
                .isInvalidParameter("imageManifest", "Member must have length less than or equal to 4194304");

        assertThat(app.ids()).containsExactly(id(largest, "largest"));
    }

    @Test
    @Documented(ApiReference.QUOTAS)
    void givesAnImageAThousandTagsAndNotOneMore() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.pushed(
                "content", IntStream.range(0, 1000).mapToObj(i -> "tag" + i).toArray(String[]::new));

        ecr.refusal(() -> app.put(image, "one-more")).is(LimitExceededException.class);

        assertThat(app.details().get(0).imageTags()).hasSize(1000);
    }
}
