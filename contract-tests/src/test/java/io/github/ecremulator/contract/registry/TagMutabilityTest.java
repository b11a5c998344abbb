package io.github.ecremulator.contract.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.ImageTagMutabilityExclusionFilter;

/** The four modes of tag mutability as a docker client meets them. */
class TagMutabilityTest {

    @RegisterExtension
    final RegistryUnderTest registry = RegistryUnderTest.with("app");

    private final SampleManifest image = SampleManifest.ociImage("first");
    private final SampleManifest other = SampleManifest.ociImage("second");

    @Test
    @Observed("roadmap #2179, #2380, buildkit #3776, build-push-action #1042: TAG_INVALID with 400")
    void anImmutableTagCannotBeMoved() {
        set(ImageTagMutability.IMMUTABLE);
        registry.push("app", "1", image);

        expectImmutable("1", other);

        assertThat(registry.get("/v2/app/manifests/1").send().body()).isEqualTo(image.bytes());
        registry.get("/v2/app/manifests/" + other.digest()).send().expect(404);
    }

    @Test
    @Observed("roadmap #2179, #2380; aws-sdk #750: refused for the identical image too")
    void anImmutableTagIsRefusedEvenForTheIdenticalImage() {
        set(ImageTagMutability.IMMUTABLE);
        registry.push("app", "1", image);

        expectImmutable("1", image);
    }

    @Test
    @Observed("containerd and BuildKit: HEAD first, compare the digest, skip the PUT")
    void aClientThatLooksFirstSeesThatThereIsNothingToDo() {
        set(ImageTagMutability.IMMUTABLE);
        registry.push("app", "1", image);

        Answer head = registry.head("/v2/app/manifests/1").send().expect(200);

        assertThat(head.header("Docker-Content-Digest")).isEqualTo(image.digest());
    }

    @Test
    @Documented("User Guide, tag immutability: it concerns the moving of tags only")
    void newTagsAndPushesByDigestAreNotTouchedByImmutability() {
        set(ImageTagMutability.IMMUTABLE);
        registry.push("app", "1", image);

        registry.push("app", "2", image);
        registry.push("app", "3", other);
        registry.push("app", SampleManifest.ociImage("untagged"));
        registry.putManifest("app", image.digest(), image).expect(201);
    }

    @Test
    @Documented("User Guide, tag immutability: switching back unfreezes")
    void tagsFreezeAndThawWithTheSetting() {
        registry.push("app", "1", image);
        set(ImageTagMutability.IMMUTABLE);
        expectImmutable("1", other);

        set(ImageTagMutability.MUTABLE);

        registry.push("app", "1", other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256-abc.sig", "sha256-", "dev", "release-1-rc"})
    @Documented("User Guide, tag immutability: exclusion filters, * stands for any characters, anchored at both ends")
    void aTagThatAFilterExcludesFromImmutabilityMoves(String tag) {
        set(ImageTagMutability.IMMUTABLE_WITH_EXCLUSION, "sha256-*", "dev", "*-rc");

        registry.push("app", tag, image);
        registry.push("app", tag, other);

        assertThat(registry.get("/v2/app/manifests/" + tag).send().body()).isEqualTo(other.bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "xsha256-abc", "dev2", "adev", "DEV", "rc", "1-rc.2"})
    @Documented("User Guide, tag immutability: other tags are immutable")
    void aTagThatNoFilterExcludesFromImmutabilityStays(String tag) {
        set(ImageTagMutability.IMMUTABLE_WITH_EXCLUSION, "sha256-*", "dev", "*-rc");
        registry.push("app", tag, image);

        expectImmutable(tag, other);
        expectImmutable(tag, image);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v", "1.0"})
    @Documented("User Guide, tag immutability: in MUTABLE_WITH_EXCLUSION the filters name what is immutable")
    void aTagThatAFilterExcludesFromMutabilityStays(String tag) {
        set(ImageTagMutability.MUTABLE_WITH_EXCLUSION, "v*", "1.0");
        registry.push("app", tag, image);

        expectImmutable(tag, other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest", "1x0", "1.00", "av1"})
    @Documented("User Guide, tag immutability: a filter is a wildcard, no regular expression")
    void aTagThatNoFilterExcludesFromMutabilityMoves(String tag) {
        set(ImageTagMutability.MUTABLE_WITH_EXCLUSION, "v*", "1.0");
        registry.push("app", tag, image);

        registry.push("app", tag, other);
    }

    private void expectImmutable(String tag, SampleManifest manifest) {
        registry.provide("app", manifest);
        registry.putManifest("app", tag, manifest)
                .expectError(
                        400,
                        "TAG_INVALID",
                        "The image tag '" + tag + "' already exists in the 'app' repository and cannot be overwritten"
                                + " because the tag is immutable.");
    }

    private void set(ImageTagMutability mode, String... filters) {
        registry.api().putImageTagMutability(request -> {
            request.repositoryName("app").imageTagMutability(mode);
            if (filters.length > 0) {
                request.imageTagMutabilityExclusionFilters(Arrays.stream(filters)
                        .map(filter -> ImageTagMutabilityExclusionFilter.builder()
                                .filterType("WILDCARD")
                                .filter(filter)
                                .build())
                        .toList());
            }
        });
    }
}
