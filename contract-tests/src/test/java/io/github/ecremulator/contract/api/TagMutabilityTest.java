package io.github.ecremulator.contract.api;

import static io.github.ecremulator.contract.api.RepositoryUnderTest.digest;
import static io.github.ecremulator.contract.api.RepositoryUnderTest.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageTagAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.ImageTagMutabilityExclusionFilter;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.PutImageTagMutabilityResponse;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

class TagMutabilityTest {

    @RegisterExtension
    static final EcrUnderTest ecr = new EcrUnderTest();

    private static EcrClient client() {
        return ecr.client();
    }

    private static List<ImageTagMutabilityExclusionFilter> filters(String... filters) {
        return Arrays.stream(filters)
                .map(filter -> ImageTagMutabilityExclusionFilter.builder()
                        .filterType("WILDCARD")
                        .filter(filter)
                        .build())
                .toList();
    }

    private static PutImageTagMutabilityResponse set(ImageTagMutability mutability, String... filters) {
        return client().putImageTagMutability(r -> {
            r.repositoryName("app").imageTagMutability(mutability);
            if (filters.length > 0) {
                r.imageTagMutabilityExclusionFilters(filters(filters));
            }
        });
    }

    private static Repository described() {
        return client().describeRepositories(r -> r.repositoryNames("app"))
                .repositories()
                .get(0);
    }

    @Test
    @Documented(ApiReference.PUT_IMAGE_TAG_MUTABILITY)
    void isAnsweredAndKept() {
        ecr.repository("app");

        PutImageTagMutabilityResponse answer = set(ImageTagMutability.IMMUTABLE);

        assertThat(answer.registryId()).isEqualTo(EcrUnderTest.ACCOUNT);
        assertThat(answer.repositoryName()).isEqualTo("app");
        assertThat(answer.imageTagMutability()).isEqualTo(ImageTagMutability.IMMUTABLE);
        assertThat(answer.hasImageTagMutabilityExclusionFilters()).isFalse();
        assertThat(described().imageTagMutability()).isEqualTo(ImageTagMutability.IMMUTABLE);
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageTagMutability.class,
            names = {"IMMUTABLE_WITH_EXCLUSION", "MUTABLE_WITH_EXCLUSION"})
    @Documented(ApiReference.PUT_IMAGE_TAG_MUTABILITY)
    void isAnsweredAndKeptWithItsFilters(ImageTagMutability mutability) {
        ecr.repository("app");

        PutImageTagMutabilityResponse answer = set(mutability, "dev-*", "latest");

        assertThat(answer.imageTagMutability()).isEqualTo(mutability);
        assertThat(answer.imageTagMutabilityExclusionFilters()).isEqualTo(filters("dev-*", "latest"));
        assertThat(described().imageTagMutability()).isEqualTo(mutability);
        assertThat(described().imageTagMutabilityExclusionFilters()).isEqualTo(filters("dev-*", "latest"));
    }

    @Test
    @Documented(ApiReference.PUT_IMAGE_TAG_MUTABILITY)
    void losesItsFiltersWhenItIsSetWithout() {
        ecr.repository("app");
        set(ImageTagMutability.IMMUTABLE_WITH_EXCLUSION, "dev-*");
        set(ImageTagMutability.MUTABLE_WITH_EXCLUSION, "prod-*");

        assertThat(described().imageTagMutabilityExclusionFilters()).isEqualTo(filters("prod-*"));

        set(ImageTagMutability.MUTABLE);

        assertThat(described().hasImageTagMutabilityExclusionFilters()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageTagMutability.class,
            names = {"IMMUTABLE_WITH_EXCLUSION", "MUTABLE_WITH_EXCLUSION"})
    @Observed(Sighting.EXCLUSION_FILTERS_MISSING)
    void needsFiltersForAModeWithExclusion(ImageTagMutability mutability) {
        String sentence =
                "ImageTagMutabilityExclusionFilters can't be null when imageTagMutability is set as " + mutability;
        ecr.repository("app");

        ecr.refusal(() -> set(mutability)).isInvalidParameter("imageTagMutabilityExclusionFilters", sentence);
        ecr.refusal(() ->
                        client().createRepository(r -> r.repositoryName("other").imageTagMutability(mutability)))
                .isInvalidParameter("imageTagMutabilityExclusionFilters", sentence);
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageTagMutability.class,
            names = {"IMMUTABLE", "MUTABLE"})
    @Documented("https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html")
    void takesNoFiltersForAModeWithoutExclusion(ImageTagMutability mutability) {
        ecr.repository("app");

        ecr.refusal(() -> set(mutability, "dev-*")).is(InvalidParameterException.class);
        ecr.refusal(() -> client().createRepository(r -> r.repositoryName("other")
                        .imageTagMutability(mutability)
                        .imageTagMutabilityExclusionFilters(filters("dev-*"))))
                .is(InvalidParameterException.class);
    }

    @Test
    @Documented("https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html")
    void takesNoFiltersWhenNoModeIsNamed() {
        ecr.refusal(() -> client().createRepository(
                                r -> r.repositoryName("app").imageTagMutabilityExclusionFilters(filters("dev-*"))))
                .is(InvalidParameterException.class);
    }

    @Test
    @Documented(ApiReference.SERVICE_MODEL)
    void takesOneToFiveFilters() {
        ecr.repository("app");

        set(ImageTagMutability.IMMUTABLE_WITH_EXCLUSION, "a", "b", "c", "d", "e");
        ecr.refusal(() -> set(ImageTagMutability.IMMUTABLE_WITH_EXCLUSION, "a", "b", "c", "d", "e", "f"))
                .isInvalidParameter(
                        "imageTagMutabilityExclusionFilters", "Member must have length less than or equal to 5");
        ecr.refusal(() -> client().putImageTagMutability(r -> r.repositoryName("app")
                        .imageTagMutability(ImageTagMutability.IMMUTABLE_WITH_EXCLUSION)
                        .imageTagMutabilityExclusionFilters(Collections.emptyList())))
                .isInvalidParameter(
                        "imageTagMutabilityExclusionFilters", "Member must have length greater than or equal to 1");

        assertThat(described().imageTagMutabilityExclusionFilters()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "a+b", "ä", "a?", "[a]"})
    @Documented(ApiReference.SERVICE_MODEL)
    void refusesFiltersThatBreakThePattern(String wrong) {
        ecr.repository("app");

        ecr.refusal(() -> set(ImageTagMutability.IMMUTABLE_WITH_EXCLUSION, "good", wrong))
                .is(InvalidParameterException.class)
                .saysLike("Invalid parameter at 'imageTagMutabilityExclusionFilters\\.2\\.member\\.filter' failed to"
                        + " satisfy constraint: 'Member must .*'");
    }

    @Test
    @Documented(ApiReference.SERVICE_MODEL)
    void takesFiltersOfUpTo128Characters() {
        ecr.repository("app");

        set(ImageTagMutability.IMMUTABLE_WITH_EXCLUSION, "f".repeat(128));

        ecr.refusal(() -> set(ImageTagMutability.IMMUTABLE_WITH_EXCLUSION, "f".repeat(129)))
                .is(InvalidParameterException.class);
    }

    @Test
    @Assumed("Terraform's AWS provider refuses more than two wildcards in a filter before it calls ECR")
    void takesUpToTwoWildcardsInAFilter() {
        ecr.repository("app");

        set(ImageTagMutability.IMMUTABLE_WITH_EXCLUSION, "*dev*");

        ecr.refusal(() -> set(ImageTagMutability.IMMUTABLE_WITH_EXCLUSION, "*d*v*"))
                .is(InvalidParameterException.class);
    }

    @Test
    @Observed("another emulator's capture of the order in which ECR lists the values")
    void refusesAModeThatIsNone() {
        ecr.repository("app");

        ecr.refusal(() -> client().putImageTagMutability(
                                r -> r.repositoryName("app").imageTagMutability("SOMETIMES")))
                .isInvalidParameter(
                        "imageTagMutability",
                        "Member must satisfy enum value set:"
                                + " [IMMUTABLE, MUTABLE, MUTABLE_WITH_EXCLUSION, IMMUTABLE_WITH_EXCLUSION]");
        ecr.refusal(() -> client().putImageTagMutability(r -> r.repositoryName("app")))
                .isInvalidParameter("imageTagMutability", "Member must not be null");
    }

    @Test
    @Observed(Sighting.REPOSITORY_NOT_FOUND)
    void isRefusedForARepositoryThatIsNotThere() {
        ecr.refusal(() -> set(ImageTagMutability.IMMUTABLE))
                .is(RepositoryNotFoundException.class)
                .says("The repository with name 'app' does not exist in the registry with id '123456789012'");
    }

    @ParameterizedTest
    @CsvSource({
        "MUTABLE,                   ,                1.0,          moves",
        "IMMUTABLE,                 ,                1.0,          stays",
        "IMMUTABLE_WITH_EXCLUSION,  dev-*,           dev-1,        moves",
        "IMMUTABLE_WITH_EXCLUSION,  dev-*,           dev-,         moves",
        "IMMUTABLE_WITH_EXCLUSION,  dev-*,           dev,          stays",
        "IMMUTABLE_WITH_EXCLUSION,  dev-*,           my-dev-1,     stays",
        "IMMUTABLE_WITH_EXCLUSION,  dev-*,           DEV-1,        stays",
        "IMMUTABLE_WITH_EXCLUSION,  *-dev,           1-dev,        moves",
        "IMMUTABLE_WITH_EXCLUSION,  *-dev,           1-dev-2,      stays",
        "IMMUTABLE_WITH_EXCLUSION,  *dev*,           a-dev-b,      moves",
        "IMMUTABLE_WITH_EXCLUSION,  v*.x,            v1.2.x,       moves",
        "IMMUTABLE_WITH_EXCLUSION,  v*.x,            v1.2-x,       stays",
        "IMMUTABLE_WITH_EXCLUSION,  latest,          latest,       moves",
        "IMMUTABLE_WITH_EXCLUSION,  latest,          latest-1,     stays",
        "IMMUTABLE_WITH_EXCLUSION,  v1.0,            v1x0,         stays",
        "IMMUTABLE_WITH_EXCLUSION,  *,               anything,     moves",
        "IMMUTABLE_WITH_EXCLUSION,  latest dev-*,    dev-1,        moves",
        "IMMUTABLE_WITH_EXCLUSION,  latest dev-*,    prod,         stays",
        "MUTABLE_WITH_EXCLUSION,    release-*,       release-1,    stays",
        "MUTABLE_WITH_EXCLUSION,    release-*,       latest,       moves",
        "MUTABLE_WITH_EXCLUSION,    v* release-*,    v1,           stays",
        "MUTABLE_WITH_EXCLUSION,    v* release-*,    1,            moves",
    })
    @Documented(ApiReference.TAG_MUTABILITY)
    void decidesWhichTagsMove(ImageTagMutability mutability, String filters, String tag, String outcome) {
        RepositoryUnderTest app = ecr.repository("app");
        set(mutability, filters == null ? new String[0] : filters.split(" ", -1));
        Manifest old = app.pushed("old", tag);
        Manifest young = app.uploadedImage("young");

        if (outcome.equals("moves")) {
            app.put(young, tag);
            assertThat(app.ids()).containsExactlyInAnyOrder(digest(old), id(young, tag));
        } else {
            ecr.refusal(() -> app.put(young, tag))
                    .is(ImageTagAlreadyExistsException.class)
                    .says("The image tag '" + tag + "' already exists in the 'app' repository and cannot be"
                            + " overwritten because the tag is immutable.");
            assertThat(app.ids()).containsExactly(id(old, tag));
        }
    }

    @Test
    @Observed(Sighting.IMMUTABLE_TAG_SAME_DIGEST)
    void refusesAnImmutableTagForTheVeryImageThatHasIt() {
        RepositoryUnderTest app = ecr.repository("app");
        set(ImageTagMutability.IMMUTABLE);
        Manifest image = app.pushed("content", "1.0");

        ecr.refusal(() -> app.put(image, "1.0")).is(ImageTagAlreadyExistsException.class);
    }

    @Test
    @Documented(ApiReference.TAG_MUTABILITY)
    void letsAnImmutableRepositoryTakeNewTagsAndUntaggedImages() {
        RepositoryUnderTest app = ecr.repository("app");
        set(ImageTagMutability.IMMUTABLE);
        Manifest image = app.pushed("content", "1.0");

        app.put(image, "1.0.0");
        Manifest untagged = app.pushed("untagged");

        assertThat(app.ids()).containsExactlyInAnyOrder(id(image, "1.0"), id(image, "1.0.0"), digest(untagged));
    }

    @Test
    @Documented(ApiReference.TAG_MUTABILITY)
    void freezesTheTagsThatAreThereAndThawsThemAgain() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest old = app.pushed("old", "1.0");
        Manifest young = app.uploadedImage("young");

        set(ImageTagMutability.IMMUTABLE);
        ecr.refusal(() -> app.put(young, "1.0")).is(ImageTagAlreadyExistsException.class);
        set(ImageTagMutability.MUTABLE);
        app.put(young, "1.0");

        assertThat(app.ids()).containsExactlyInAnyOrder(digest(old), id(young, "1.0"));
    }

    @Test
    @Observed(Sighting.IMMUTABLE_TAG)
    void refusesAnImmutableTagForAnIndexToo() {
        RepositoryUnderTest app = ecr.repository("app");
        set(ImageTagMutability.IMMUTABLE);
        Manifest child = app.pushed("child", "1.0");

        ecr.refusal(() -> app.put(Manifest.ociIndex(child), "1.0")).is(ImageTagAlreadyExistsException.class);
    }
}
