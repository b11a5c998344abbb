package io.github.ecremulator.contract.api;

import static io.github.ecremulator.contract.api.RepositoryUnderTest.digest;
import static io.github.ecremulator.contract.api.RepositoryUnderTest.id;
import static io.github.ecremulator.contract.api.RepositoryUnderTest.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageResponse;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

class BatchDeleteImageTest {

    private static final String ABSENT = "sha256:" + "0".repeat(64);

    @RegisterExtension
    static final EcrUnderTest ecr = new EcrUnderTest();

    @Test
    @Documented(ApiReference.BATCH_DELETE_IMAGE)
    void takesATagFromAnImageThatHasOthers() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.pushed("content", "1.0", "latest");

        BatchDeleteImageResponse answer = app.delete(tag("1.0"));

        assertThat(answer.imageIds()).containsExactly(id(image, "1.0"));
        assertThat(answer.failures()).isEmpty();
        assertThat(app.ids()).containsExactly(id(image, "latest"));
    }

    @Test
    @Documented(ApiReference.BATCH_DELETE_IMAGE)
    void deletesTheImageWithItsLastTag() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.pushed("content", "1.0", "latest");

        assertThat(app.delete(tag("1.0"), tag("latest")).imageIds())
                .containsExactlyInAnyOrder(id(image, "1.0"), id(image, "latest"));

        assertThat(app.details()).isEmpty();
    }

    @Test
    @Documented(ApiReference.BATCH_DELETE_IMAGE)
    void deletesAnImageAndAllItsTagsByDigest() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.pushed("content", "1.0", "latest");
        Manifest other = app.pushed("other", "2.0");

        BatchDeleteImageResponse answer = app.delete(digest(image));

        assertThat(answer.imageIds()).containsExactlyInAnyOrder(id(image, "1.0"), id(image, "latest"));
        assertThat(app.ids()).containsExactly(id(other, "2.0"));
    }

    @Test
    @Documented(ApiReference.BATCH_DELETE_IMAGE)
    void reportsAnUntaggedImageByItsDigestAlone() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.pushed("content");

        assertThat(app.delete(digest(image)).imageIds()).containsExactly(digest(image));
        assertThat(app.details()).isEmpty();
    }

    @Test
    @Assumed("another emulator's tests, which are said to be checked against ECR")
    void takesOnlyTheTagThatIsNamedBesideADigest() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.pushed("content", "1.0", "latest");

        assertThat(app.delete(id(image, "1.0")).imageIds()).containsExactly(id(image, "1.0"));

        assertThat(app.ids()).containsExactly(id(image, "latest"));
    }

    @Test
    @Assumed("another emulator's tests, which are said to be checked against ECR")
    void deletesTheImageWithItsLastTagThatIsNamedBesideADigest() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.pushed("content", "1.0");

        assertThat(app.delete(id(image, "1.0")).imageIds()).containsExactly(id(image, "1.0"));

        assertThat(app.details()).isEmpty();
    }

    @Test
    @Assumed("another emulator's tests, which are said to be checked against ECR")
    void reportsAnImageOnceThatIsNamedTwice() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.pushed("content", "1.0");

        BatchDeleteImageResponse answer = app.delete(digest(image), digest(image));

        assertThat(answer.imageIds()).containsExactly(id(image, "1.0"));
        assertThat(answer.failures()).isEmpty();
    }

    @Test
    @Assumed("another emulator's copy of ECR's sentence")
    void leavesEverythingWhenTagAndDigestDisagree() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.pushed("content", "1.0");
        Manifest other = app.pushed("other", "2.0");

        BatchDeleteImageResponse answer = app.delete(id(image, "2.0"));

        assertThat(answer.imageIds()).isEmpty();
        assertThat(answer.failures())
                .containsExactly(failure(
                        id(image, "2.0"),
                        ImageFailureCode.IMAGE_TAG_DOES_NOT_MATCH_DIGEST,
                        "Invalid request parameters: given tag does not map to the given digest"));
        assertThat(app.ids()).containsExactlyInAnyOrder(id(image, "1.0"), id(other, "2.0"));
    }

    @Test
    @Observed("the CLI's output of batch-delete-image for an image that is not there")
    void reportsWhatItDoesNotFindAndDeletesTheRest() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.pushed("content", "1.0");

        BatchDeleteImageResponse answer = app.delete(tag("nope"), digest(ABSENT), tag("1.0"));

        assertThat(answer.imageIds()).containsExactly(id(image, "1.0"));
        assertThat(answer.failures())
                .containsExactly(
                        failure(tag("nope"), ImageFailureCode.IMAGE_NOT_FOUND, "Requested image not found"),
                        failure(digest(ABSENT), ImageFailureCode.IMAGE_NOT_FOUND, "Requested image not found"));
    }

    @Test
    @Assumed("another emulator's copies of ECR's sentences")
    void reportsIdsThatAreNone() {
        RepositoryUnderTest app = ecr.repository("app");
        ImageIdentifier nothing = ImageIdentifier.builder().build();

        assertThat(app.delete(nothing, digest("no digest"), tag("no tag")).failures())
                .containsExactly(
                        failure(
                                nothing,
                                ImageFailureCode.MISSING_DIGEST_AND_TAG,
                                "Invalid request parameters: both tag and digest cannot be null"),
                        failure(
                                digest("no digest"),
                                ImageFailureCode.INVALID_IMAGE_DIGEST,
                                "Invalid request parameters: image digest should satisfy the regex"
                                        + " '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'"),
                        failure(
                                tag("no tag"),
                                ImageFailureCode.INVALID_IMAGE_TAG,
                                "Invalid request parameters: image tag should satisfy the regex '[a-zA-Z0-9-_.]+'"));
    }

    @Test
    @Observed(Sighting.IMAGE_REFERENCED_BY_MANIFEST_LIST)
    void keepsAnImageThatAnIndexHolds() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest child = app.pushed("content", "amd64");
        Manifest index = Manifest.ociIndex(child);
        app.put(index, "1.0");

        BatchDeleteImageResponse answer = app.delete(digest(child));

        assertThat(answer.imageIds()).isEmpty();
        assertThat(answer.failures()).containsExactly(heldBy(index, digest(child)));
        assertThat(app.ids()).containsExactlyInAnyOrder(id(child, "amd64"), id(index, "1.0"));
    }

    @Test
    @Observed("https://github.com/aws/containers-roadmap/issues/1567")
    void keepsTheLastTagOfAnImageThatAnIndexHolds() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest child = app.pushed("content", "amd64", "x86");
        Manifest index = Manifest.dockerList(child);
        app.put(index, "1.0");

        assertThat(app.delete(tag("x86")).imageIds()).containsExactly(id(child, "x86"));
        assertThat(app.delete(tag("amd64")).failures()).containsExactly(heldBy(index, tag("amd64")));

        assertThat(app.ids()).containsExactlyInAnyOrder(id(child, "amd64"), id(index, "1.0"));
    }

    @Test
    @Observed(Sighting.IMAGE_REFERENCED_BY_MANIFEST_LIST)
    void namesEveryIndexThatHoldsAnImage() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest child = app.pushed("content");
        Manifest one = Manifest.ociIndex(child).annotation("n", "1");
        Manifest two = Manifest.ociIndex(child).annotation("n", "2");
        app.put(one, "1.0");
        app.put(two, "2.0");

        ImageFailure failure = app.delete(digest(child)).failures().get(0);

        assertThat(failure.failureCode()).isEqualTo(ImageFailureCode.IMAGE_REFERENCED_BY_MANIFEST_LIST);
        assertThat(failure.failureReason())
                .startsWith("Requested image referenced by manifest list: [")
                .contains(one.digest(), two.digest());
    }

    @Test
    @Documented(ApiReference.MULTI_ARCHITECTURE)
    void keepsTheImagesOfAnIndexThatIsDeleted() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest child = app.pushed("content");
        app.put(Manifest.ociIndex(child), "1.0");

        app.delete(tag("1.0"));

        assertThat(app.ids()).containsExactly(digest(child));
        assertThat(app.delete(digest(child)).imageIds()).containsExactly(digest(child));
    }

    @Test
    @Assumed("a cleaner that names everything means everything, in whatever order")
    void deletesAnIndexBeforeTheImagesItHolds() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest child = app.pushed("content");
        Manifest inner = Manifest.ociIndex(child);
        Manifest outer = Manifest.ociIndex(inner);
        app.put(inner);
        app.put(outer, "1.0");

        BatchDeleteImageResponse answer = app.delete(digest(child), digest(inner), digest(outer));

        assertThat(answer.failures()).isEmpty();
        assertThat(answer.imageIds()).containsExactlyInAnyOrder(digest(child), digest(inner), id(outer, "1.0"));
        assertThat(app.details()).isEmpty();
    }

    @Test
    @Assumed("nested indexes follow the rule of plain ones")
    void keepsAnIndexThatAnotherIndexHolds() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest inner = Manifest.ociIndex(app.pushed("content"));
        Manifest outer = Manifest.ociIndex(inner);
        app.put(inner);
        app.put(outer, "1.0");

        assertThat(app.delete(digest(inner)).failures()).containsExactly(heldBy(outer, digest(inner)));
    }

    @Test
    @Documented(ApiReference.TAG_MUTABILITY)
    void deletesImmutableTagsAndLetsTheirNamesBeUsedAgain() {
        RepositoryUnderTest app = ecr.repository("app");
        app.pushed("old", "1.0");
        ecr.client()
                .putImageTagMutability(r -> r.repositoryName("app").imageTagMutability(ImageTagMutability.IMMUTABLE));

        app.delete(tag("1.0"));
        Manifest young = app.pushed("young", "1.0");

        assertThat(app.ids()).containsExactly(id(young, "1.0"));
    }

    @Test
    @Assumed("ECR collects layers that nothing refers to; what is gone can be pushed again")
    void letsGoOfLayersThatNoImageUsesAnyLonger() {
        RepositoryUnderTest app = ecr.repository("app");
        app.pushed("content", "1.0");
        long before = ecr.emulator().usage().blobs();

        app.delete(tag("1.0"));
        Manifest again = app.pushed("content", "1.0");

        assertThat(app.ids()).containsExactly(id(again, "1.0"));
        assertThat(ecr.emulator().usage().blobs()).isEqualTo(before);
    }

    @Test
    @Observed(Sighting.TOO_MANY_IMAGE_IDS)
    void refusesMoreThanAHundredIds() {
        RepositoryUnderTest app = ecr.repository("app");

        ecr.refusal(() -> app.delete(Collections.nCopies(101, tag("1.0")).toArray(ImageIdentifier[]::new)))
                .isInvalidParameter("imageIds", "Member must have length less than or equal to 100");
    }

    @Test
    @Observed(Sighting.NO_IMAGE_IDS)
    void refusesNoIdsAtAll() {
        RepositoryUnderTest app = ecr.repository("app");

        ecr.refusal(() -> app.delete())
                .isInvalidParameter("imageIds", "Member must have length greater than or equal to 1");
    }

    @Test
    @Observed(Sighting.REPOSITORY_NOT_FOUND)
    void refusesARepositoryThatIsNotThere() {
        ecr.refusal(() -> RepositoryUnderTest.existing(ecr.client(), "app").delete(tag("1.0")))
                .is(RepositoryNotFoundException.class)
                .says("The repository with name 'app' does not exist in the registry with id '123456789012'");
    }

    private static ImageFailure heldBy(Manifest index, ImageIdentifier id) {
        return failure(
                id,
                ImageFailureCode.IMAGE_REFERENCED_BY_MANIFEST_LIST,
                "Requested image referenced by manifest list: [" + index.digest() + "]");
    }

    private static ImageFailure failure(ImageIdentifier id, ImageFailureCode code, String reason) {
        return ImageFailure.builder()
                .imageId(id)
                .failureCode(code)
                .failureReason(reason)
                .build();
    }
}
