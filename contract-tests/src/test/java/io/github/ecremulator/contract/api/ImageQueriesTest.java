package io.github.ecremulator.contract.api;

import static io.github.ecremulator.contract.api.RepositoryUnderTest.digest;
import static io.github.ecremulator.contract.api.RepositoryUnderTest.id;
import static io.github.ecremulator.contract.api.RepositoryUnderTest.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.ImageStatus;
import software.amazon.awssdk.services.ecr.model.ImageStatusFilter;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.TagStatus;

class ImageQueriesTest {

    @RegisterExtension
    static final EcrUnderTest ecr = new EcrUnderTest();

    private static EcrClient client() {
        return ecr.client();
    }

    @Nested
    class ListImages {

        private List<ImageIdentifier> list(TagStatus status) {
            return client().listImages(r -> r.repositoryName("app").filter(f -> f.tagStatus(status)))
                    .imageIds();
        }

        @Test
        @Documented(ApiReference.LIST_IMAGES)
        void ofAnEmptyRepositoryIsEmpty() {
            ecr.repository("app");

            assertThat(client().listImages(r -> r.repositoryName("app")).imageIds())
                    .isEmpty();
            assertThat(client().listImages(r -> r.repositoryName("app")).nextToken())
                    .isNull();
        }

        @Test
        @Documented(ApiReference.LIST_IMAGES)
        void answersAnIdForEachTagAndForEachUntaggedImage() {
            RepositoryUnderTest app = ecr.repository("app");
            Manifest tagged = app.pushed("tagged", "1.0", "latest");
            Manifest untagged = app.pushed("untagged");

            assertThat(app.ids()).containsExactlyInAnyOrder(id(tagged, "1.0"), id(tagged, "latest"), digest(untagged));
        }

        @Test
        @Documented(ApiReference.LIST_IMAGES)
        void filtersByWhetherThereIsATag() {
            RepositoryUnderTest app = ecr.repository("app");
            Manifest tagged = app.pushed("tagged", "1.0");
            Manifest untagged = app.pushed("untagged");

            assertThat(list(TagStatus.TAGGED)).containsExactly(id(tagged, "1.0"));
            assertThat(list(TagStatus.UNTAGGED)).containsExactly(digest(untagged));
            assertThat(list(TagStatus.ANY)).containsExactlyInAnyOrder(id(tagged, "1.0"), digest(untagged));
        }

        @Test
        @Documented(ApiReference.LIST_IMAGES)
        void filtersByTheStatusOfTheImage() {
            RepositoryUnderTest app = ecr.repository("app");
            Manifest image = app.pushed("content", "1.0");

            assertThat(listed(ImageStatusFilter.ACTIVE)).containsExactly(id(image, "1.0"));
            assertThat(listed(ImageStatusFilter.ANY)).containsExactly(id(image, "1.0"));
            assertThat(listed(ImageStatusFilter.ARCHIVED)).isEmpty();
            assertThat(listed(ImageStatusFilter.ACTIVATING)).isEmpty();
        }

        private List<ImageIdentifier> listed(ImageStatusFilter status) {
            return client().listImages(r -> r.repositoryName("app").filter(f -> f.imageStatus(status)))
                    .imageIds();
        }

        @Test
        @Assumed("a page only makes sense in an order that does not change")
        void keepsItsOrder() {
            RepositoryUnderTest app = ecr.repository("app");
            for (int i = 0; i < 10; i++) {
                app.pushed("content" + i, "tag" + (i * 7 % 10), "x" + i);
            }

            assertThat(app.ids()).isEqualTo(app.ids());
        }

        @Test
        @Observed(Sighting.REPOSITORY_NOT_FOUND)
        void refusesARepositoryThatIsNotThere() {
            ecr.refusal(() -> client().listImages(r -> r.repositoryName("app")))
                    .is(RepositoryNotFoundException.class)
                    .says("The repository with name 'app' does not exist in the registry with id '123456789012'");
        }
    }

    @Nested
    class DescribeImages {

        @Test
        @Documented(ApiReference.DESCRIBE_IMAGES)
        void ofAnEmptyRepositoryIsEmpty() {
            ecr.repository("app");

            assertThat(client().describeImages(r -> r.repositoryName("app")).imageDetails())
                    .isEmpty();
            assertThat(client().describeImages(r -> r.repositoryName("app")).nextToken())
                    .isNull();
        }

        @Test
        @Documented(ApiReference.IMAGE_DETAIL)
        void answersAllThatIsKnownOfATaggedImage() {
            RepositoryUnderTest app = ecr.repository("app");
            Instant now = ecr.frozenNow();
            Manifest image = app.pushed("content", "1.0", "latest");

            ImageDetail detail = app.details().get(0);

            assertThat(detail.registryId()).isEqualTo(EcrUnderTest.ACCOUNT);
            assertThat(detail.repositoryName()).isEqualTo("app");
            assertThat(detail.imageDigest()).isEqualTo(image.digest());
            assertThat(detail.imageTags()).containsExactlyInAnyOrder("1.0", "latest");
            assertThat(detail.imagePushedAt()).isEqualTo(now);
            assertThat(detail.imageManifestMediaType()).isEqualTo(Manifest.OCI_IMAGE);
            assertThat(detail.artifactMediaType()).isEqualTo(Blob.OCI_CONFIG);
            assertThat(detail.imageStatus()).isEqualTo(ImageStatus.ACTIVE);
        }

        @Test
        @Documented(ApiReference.IMAGE_DETAIL)
        void leavesOutWhatAnImageHasNot() {
            RepositoryUnderTest app = ecr.repository("app");
            app.pushed("content");

            ImageDetail detail = app.details().get(0);

            assertThat(detail.hasImageTags())
                    .as("imageTags is absent, not empty")
                    .isFalse();
            assertThat(detail.lastRecordedPullTime()).isNull();
            assertThat(detail.imageScanStatus()).isNull();
            assertThat(detail.imageScanFindingsSummary()).isNull();
            assertThat(detail.subjectManifestDigest()).isNull();
            assertThat(detail.lastArchivedAt()).isNull();
            assertThat(detail.lastActivatedAt()).isNull();
        }

        @Test
        @Observed("48,318,255 bytes shown for a config of 2,777 and layers of 48,315,478")
        void countsConfigAndLayersAndNotTheManifest() {
            RepositoryUnderTest app = ecr.repository("app");
            Blob config = Blob.config("content");
            Blob one = Blob.layerOf(1000);
            Blob two = Blob.layerOf(234);
            app.upload(config, one, two);
            Manifest image = Manifest.ociImage(config, one, two);

            app.put(image, "1.0");

            assertThat(app.detail(image).imageSizeInBytes()).isEqualTo(config.size() + 1000 + 234);
        }

        @Test
        @Documented(ApiReference.IMAGE_DETAIL)
        void sizesAnIndexByItsLargestImage() {
            RepositoryUnderTest app = ecr.repository("app");
            Manifest small = app.pushed("small");
            Manifest large = app.pushed("a good deal larger");
            Manifest index = Manifest.ociIndex(small, large);
            Manifest list = Manifest.dockerList(small);

            app.put(index, "index");
            app.put(list, "list");

            assertThat(app.detail(index).imageSizeInBytes())
                    .isEqualTo(app.detail(large).imageSizeInBytes());
            assertThat(app.detail(list).imageSizeInBytes())
                    .isEqualTo(app.detail(small).imageSizeInBytes());
        }

        @Test
        @Documented(ApiReference.IMAGE_DETAIL)
        void namesTheMediaTypeOfTheArtifactByItsConfig() {
            RepositoryUnderTest app = ecr.repository("app");
            Blob layer = Blob.layer("content");
            Blob docker = Blob.config("docker").as(Blob.DOCKER_CONFIG);
            Blob helm = Blob.config("helm").as("application/vnd.cncf.helm.config.v1+json");
            app.upload(layer, docker, helm);
            Manifest image = Manifest.dockerImage(docker, layer.as(Blob.DOCKER_LAYER));
            Manifest chart = Manifest.ociImage(helm, layer);

            app.put(image, "image");
            app.put(chart, "chart");

            assertThat(app.detail(image).artifactMediaType()).isEqualTo(Blob.DOCKER_CONFIG);
            assertThat(app.detail(chart).artifactMediaType()).isEqualTo("application/vnd.cncf.helm.config.v1+json");
        }

        @Test
        @Assumed("the type that an artifact gives itself says more than that of an empty config")
        void namesTheMediaTypeOfAnArtifactByItsOwnWord() {
            RepositoryUnderTest app = ecr.repository("app");
            Manifest signature = app.uploadedImage("signature").artifactType("application/vnd.cncf.notary.signature");

            app.put(signature);

            assertThat(app.detail(signature).artifactMediaType()).isEqualTo("application/vnd.cncf.notary.signature");
        }

        @Test
        @Assumed("an index has no config that could name a type")
        void namesNoMediaTypeOfTheArtifactForAnIndex() {
            RepositoryUnderTest app = ecr.repository("app");
            Manifest index = Manifest.ociIndex(app.pushed("content"));

            app.put(index, "1.0");

            assertThat(app.detail(index).artifactMediaType()).isNull();
        }

        @Test
        @Documented(ApiReference.IMAGE_DETAIL)
        void namesTheSubjectOfAReferrer() {
            RepositoryUnderTest app = ecr.repository("app");
            Manifest subject = app.pushed("subject", "1.0");
            Manifest signature = app.uploadedImage("signature").subject(subject);

            app.put(signature);

            assertThat(app.detail(signature).subjectManifestDigest()).isEqualTo(subject.digest());
            assertThat(app.detail(subject).subjectManifestDigest()).isNull();
        }

        @Test
        @Documented(ApiReference.DESCRIBE_IMAGES)
        void answersOnlyTheNamedOnes() {
            RepositoryUnderTest app = ecr.repository("app");
            Manifest one = app.pushed("one", "1.0");
            Manifest two = app.pushed("two");
            app.pushed("three", "3.0");

            assertThat(client().describeImages(r -> r.repositoryName("app").imageIds(tag("1.0"), digest(two)))
                            .imageDetails())
                    .extracting(ImageDetail::imageDigest)
                    .containsExactlyInAnyOrder(one.digest(), two.digest());
        }

        @Test
        @Assumed("there is one detail per digest, however often it is named")
        void answersAnImageOnceThatIsNamedTwice() {
            RepositoryUnderTest app = ecr.repository("app");
            Manifest image = app.pushed("content", "1.0", "latest");

            List<ImageDetail> details = client().describeImages(
                            r -> r.repositoryName("app").imageIds(tag("1.0"), tag("latest"), digest(image)))
                    .imageDetails();

            assertThat(details).hasSize(1);
            assertThat(details.get(0).imageTags()).containsExactlyInAnyOrder("1.0", "latest");
        }

        @Test
        @Observed(Sighting.IMAGE_NOT_FOUND)
        void refusesAllWhenOneOfTheNamedOnesIsMissing() {
            RepositoryUnderTest app = ecr.repository("main");
            app.pushed("content", "1.0");
            String absent = "sha256:" + "0".repeat(64);

            ecr.refusal(() -> client().describeImages(
                                    r -> r.repositoryName("main").imageIds(tag("1.0"), tag("latest"), tag("neither"))))
                    .is(ImageNotFoundException.class)
                    .says("The image with imageId {imageDigest:'null', imageTag:'latest'} does not exist within"
                            + " the repository with name 'main' in the registry with id '123456789012'");
            ecr.refusal(() -> client().describeImages(
                                    r -> r.repositoryName("main").imageIds(digest(absent))))
                    .is(ImageNotFoundException.class)
                    .says("The image with imageId {imageDigest:'" + absent + "', imageTag:'null'} does not exist within"
                            + " the repository with name 'main' in the registry with id '123456789012'");
        }

        @Test
        @Documented(ApiReference.DESCRIBE_IMAGES)
        void filtersByWhetherThereIsATag() {
            RepositoryUnderTest app = ecr.repository("app");
            Manifest tagged = app.pushed("tagged", "1.0");
            Manifest untagged = app.pushed("untagged");

            assertThat(described(TagStatus.TAGGED)).containsExactly(tagged.digest());
            assertThat(described(TagStatus.UNTAGGED)).containsExactly(untagged.digest());
            assertThat(described(TagStatus.ANY)).containsExactlyInAnyOrder(tagged.digest(), untagged.digest());
        }

        private List<String> described(TagStatus status) {
            return client()
                    .describeImages(r -> r.repositoryName("app").filter(f -> f.tagStatus(status)))
                    .imageDetails()
                    .stream()
                    .map(ImageDetail::imageDigest)
                    .toList();
        }

        @Test
        @Documented(ApiReference.DESCRIBE_IMAGES)
        void filtersByTheStatusOfTheImage() {
            RepositoryUnderTest app = ecr.repository("app");
            app.pushed("content", "1.0");

            assertThat(client().describeImages(
                                    r -> r.repositoryName("app").filter(f -> f.imageStatus(ImageStatusFilter.ARCHIVED)))
                            .imageDetails())
                    .isEmpty();
            assertThat(client().describeImages(
                                    r -> r.repositoryName("app").filter(f -> f.imageStatus(ImageStatusFilter.ANY)))
                            .imageDetails())
                    .hasSize(1);
        }

        @Test
        @Assumed("ECR documents no order; users sort by the push time themselves")
        void answersInTheOrderOfThePushes() {
            RepositoryUnderTest app = ecr.repository("app");
            List<String> digests = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                digests.add(app.pushed("content" + i).digest());
                ecr.emulator().clock().advance(Duration.ofSeconds(1));
            }

            assertThat(app.details()).extracting(ImageDetail::imageDigest).isEqualTo(digests);
        }

        @ParameterizedTest
        @ValueSource(strings = {"no tag", "a+b", "a/b", "ä"})
        @Observed(Sighting.IMAGE_TAG_PATTERN_IN_A_QUERY)
        void refusesATagThatIsNone(String wrong) {
            ecr.repository("app").pushed("content", "1.0");

            ecr.refusal(() ->
                            client().describeImages(r -> r.repositoryName("app").imageIds(tag("1.0"), tag(wrong))))
                    .isInvalidParameter("imageTag", "must satisfy regular expression '[a-zA-Z0-9-_.]+'");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "no digest", "sha256:", "sha256:xyz", "1.0"})
        @Observed(Sighting.IMAGE_DIGEST_PATTERN_IN_A_QUERY)
        void refusesADigestThatIsNone(String wrong) {
            ecr.repository("app").pushed("content", "1.0");

            ecr.refusal(() ->
                            client().describeImages(r -> r.repositoryName("app").imageIds(digest(wrong))))
                    .isInvalidParameter(
                            "imageDigest", "must satisfy regular expression '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'");
        }

        @Test
        @Assumed("an id that names nothing can name no image that is there")
        void refusesAnIdThatNamesNothing() {
            ecr.repository("app").pushed("content", "1.0");

            Refusal refusal = ecr.refusal(() -> client().describeImages(r ->
                    r.repositoryName("app").imageIds(ImageIdentifier.builder().build())));

            assertThat(refusal.exception())
                    .isInstanceOfAny(InvalidParameterException.class, ImageNotFoundException.class);
        }

        @Test
        @Documented(ApiReference.DESCRIBE_IMAGES)
        void refusesIdsTogetherWithMaxResults() {
            RepositoryUnderTest app = ecr.repository("app");
            app.pushed("content", "1.0");

            ecr.refusal(() -> client().describeImages(r ->
                            r.repositoryName("app").imageIds(tag("1.0")).maxResults(10)))
                    .is(InvalidParameterException.class);
        }

        @Test
        @Observed(Sighting.TOO_MANY_IMAGE_IDS)
        void refusesMoreThanAHundredIdsOrNone() {
            ecr.repository("app");

            ecr.refusal(() -> client().describeImages(
                                    r -> r.repositoryName("app").imageIds(Collections.nCopies(101, tag("1.0")))))
                    .isInvalidParameter("imageIds", "Member must have length less than or equal to 100");
            ecr.refusal(() ->
                            client().describeImages(r -> r.repositoryName("app").imageIds(List.of())))
                    .isInvalidParameter("imageIds", "Member must have length greater than or equal to 1");
        }

        @Test
        @Observed(Sighting.REPOSITORY_NOT_FOUND)
        void refusesARepositoryThatIsNotThere() {
            ecr.refusal(() ->
                            client().describeImages(r -> r.repositoryName("app").imageIds(tag("1.0"))))
                    .is(RepositoryNotFoundException.class)
                    .says("The repository with name 'app' does not exist in the registry with id '123456789012'");
        }
    }
}
