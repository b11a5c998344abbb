package io.github.ecremulator.contract.api;

import static io.github.ecremulator.contract.api.RepositoryUnderTest.digest;
import static io.github.ecremulator.contract.api.RepositoryUnderTest.id;
import static io.github.ecremulator.contract.api.RepositoryUnderTest.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.Image;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

class BatchGetImageTest {

    private static final String ABSENT = "sha256:" + "0".repeat(64);

    @RegisterExtension
    static final EcrUnderTest ecr = new EcrUnderTest();

    @Test
    @Documented(ApiReference.BATCH_GET_IMAGE)
    void answersAnImageByItsTag() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.pushed("content", "1.0", "latest");

        BatchGetImageResponse answer = app.get(tag("1.0"));

        assertThat(answer.failures()).isEmpty();
        assertThat(answer.images())
                .containsExactly(Image.builder()
                        .registryId(EcrUnderTest.ACCOUNT)
                        .repositoryName("app")
                        .imageId(id(image, "1.0"))
                        .imageManifest(image.json())
                        .imageManifestMediaType(Manifest.OCI_IMAGE)
                        .build());
    }

    @Test
    @Documented(ApiReference.BATCH_GET_IMAGE)
    void answersAnUntaggedImageByItsDigest() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.pushed("content");

        assertThat(app.get(digest(image)).images()).extracting(Image::imageId).containsExactly(digest(image));
    }

    @Test
    @Assumed("another emulator's tests, which are said to be checked against ECR")
    void answersAnImageOnceForEachOfItsTagsWhenAskedByDigest() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.pushed("content", "1.0", "latest");

        assertThat(app.get(digest(image)).images())
                .extracting(Image::imageId)
                .containsExactlyInAnyOrder(id(image, "1.0"), id(image, "latest"));
    }

    @Test
    @Documented(ApiReference.BATCH_GET_IMAGE)
    void answersATagThatAgreesWithItsDigest() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.pushed("content", "1.0", "latest");

        assertThat(app.get(id(image, "latest")).images())
                .extracting(Image::imageId)
                .containsExactly(id(image, "latest"));
    }

    @Test
    @Assumed("a caller who asks in an order expects that order")
    void answersInTheOrderOfTheRequest() {
        RepositoryUnderTest app = ecr.repository("app");
        app.pushed("a", "a");
        app.pushed("b", "b");
        app.pushed("c", "c");

        assertThat(app.get(tag("b"), tag("c"), tag("a")).images())
                .extracting(image -> image.imageId().imageTag())
                .containsExactly("b", "c", "a");
    }

    @Test
    @Observed("the CLI's output of batch-get-image for an image that is not there")
    void reportsWhatItDoesNotFindBesideWhatItFinds() {
        RepositoryUnderTest app = ecr.repository("app");
        app.pushed("content", "1.0");

        BatchGetImageResponse answer = app.get(tag("nope"), tag("1.0"), digest(ABSENT));

        assertThat(answer.images()).hasSize(1);
        assertThat(answer.failures())
                .containsExactly(
                        failure(tag("nope"), ImageFailureCode.IMAGE_NOT_FOUND, "Requested image not found"),
                        failure(digest(ABSENT), ImageFailureCode.IMAGE_NOT_FOUND, "Requested image not found"));
    }

    @Test
    @Assumed("another emulator's copy of ECR's sentence")
    void reportsAnIdThatNamesNothing() {
        RepositoryUnderTest app = ecr.repository("app");

        assertThat(app.get(ImageIdentifier.builder().build()).failures())
                .containsExactly(failure(
                        ImageIdentifier.builder().build(),
                        ImageFailureCode.MISSING_DIGEST_AND_TAG,
                        "Invalid request parameters: both tag and digest cannot be null"));
    }

    @Test
    @Assumed("another emulator's copy of ECR's sentence")
    void reportsADigestThatIsNone() {
        RepositoryUnderTest app = ecr.repository("app");

        assertThat(app.get(digest("no digest")).failures())
                .containsExactly(failure(
                        digest("no digest"),
                        ImageFailureCode.INVALID_IMAGE_DIGEST,
                        "Invalid request parameters: image digest should satisfy the regex"
                                + " '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'"));
    }

    @Test
    @Assumed("the sentence for digests, said of tags")
    void reportsATagThatIsNone() {
        RepositoryUnderTest app = ecr.repository("app");

        assertThat(app.get(tag("no tag")).failures())
                .containsExactly(failure(
                        tag("no tag"),
                        ImageFailureCode.INVALID_IMAGE_TAG,
                        "Invalid request parameters: image tag should satisfy the regex '[a-zA-Z0-9-_.]+'"));
    }

    @Test
    @Assumed("another emulator's copy of ECR's sentence")
    void reportsATagThatIsAnotherImages() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.pushed("content", "1.0");
        app.pushed("other", "2.0");

        assertThat(app.get(id(image, "2.0")).failures())
                .containsExactly(failure(
                        id(image, "2.0"),
                        ImageFailureCode.IMAGE_TAG_DOES_NOT_MATCH_DIGEST,
                        "Invalid request parameters: given tag does not map to the given digest"));
    }

    @Test
    @Assumed("another emulator's tests, which are said to be checked against ECR")
    void reportsATagThatIsNobodysAsNotFound() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.pushed("content", "1.0");

        assertThat(app.get(id(image, "nope")).failures())
                .containsExactly(
                        failure(id(image, "nope"), ImageFailureCode.IMAGE_NOT_FOUND, "Requested image not found"));
    }

    @Test
    @Observed(Sighting.REPOSITORY_NOT_FOUND)
    void refusesARepositoryThatIsNotThere() {
        ecr.refusal(() -> RepositoryUnderTest.existing(ecr.client(), "app").get(tag("1.0")))
                .is(RepositoryNotFoundException.class)
                .says("The repository with name 'app' does not exist in the registry with id '123456789012'");
    }

    @Test
    @Observed(Sighting.TOO_MANY_IMAGE_IDS)
    void refusesMoreThanAHundredIds() {
        RepositoryUnderTest app = ecr.repository("app");

        ecr.refusal(() -> app.get(Collections.nCopies(101, tag("1.0")).toArray(ImageIdentifier[]::new)))
                .isInvalidParameter("imageIds", "Member must have length less than or equal to 100");
    }

    @Test
    @Documented(ApiReference.SERVICE_MODEL)
    void takesAHundredIds() {
        RepositoryUnderTest app = ecr.repository("app");

        assertThat(app.get(IntStream.range(0, 100).mapToObj(i -> tag("tag" + i)).toArray(ImageIdentifier[]::new))
                        .failures())
                .hasSize(100);
    }

    @Test
    @Observed(Sighting.NO_IMAGE_IDS)
    void refusesNoIdsAtAll() {
        RepositoryUnderTest app = ecr.repository("app");

        ecr.refusal(() -> app.get())
                .isInvalidParameter("imageIds", "Member must have length greater than or equal to 1");
    }

    @Test
    @Documented(ApiReference.SERVICE_MODEL)
    void takesOneToAHundredAcceptedMediaTypes() {
        RepositoryUnderTest app = ecr.repository("app");
        app.pushed("content", "1.0");

        assertThat(ecr.client()
                        .batchGetImage(r -> r.repositoryName("app")
                                .imageIds(tag("1.0"))
                                .acceptedMediaTypes(Collections.nCopies(100, Manifest.OCI_IMAGE)))
                        .images())
                .hasSize(1);
        ecr.refusal(() -> ecr.client().batchGetImage(r -> r.repositoryName("app")
                        .imageIds(tag("1.0"))
                        .acceptedMediaTypes(Collections.nCopies(101, Manifest.OCI_IMAGE))))
                .isInvalidParameter("acceptedMediaTypes", "Member must have length less than or equal to 100");
        ecr.refusal(() -> ecr.client()
                        .batchGetImage(r ->
                                r.repositoryName("app").imageIds(tag("1.0")).acceptedMediaTypes(List.of())))
                .isInvalidParameter("acceptedMediaTypes", "Member must have length greater than or equal to 1");
    }

    @Test
    @Documented(ApiReference.IMAGE_DETAIL)
    void isAPullAndRecordedAsOne() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.pushed("content", "1.0");
        Manifest other = app.pushed("other", "2.0");
        assertThat(app.detail(image).lastRecordedPullTime()).isNull();
        Instant now = ecr.frozenNow();

        app.get(tag("1.0"));

        assertThat(app.detail(image).lastRecordedPullTime()).isEqualTo(now);
        assertThat(app.detail(other).lastRecordedPullTime()).isNull();
    }

    private static ImageFailure failure(ImageIdentifier id, ImageFailureCode code, String reason) {
        return ImageFailure.builder()
                .imageId(id)
                .failureCode(code)
                .failureReason(reason)
                .build();
    }
}
