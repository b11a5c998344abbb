package io.github.ecremulator.contract.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Artifacts with a subject, and how they are found. */
class ReferrersTest {

    private static final String SBOM = "application/spdx+json";
    private static final String SIGNATURE = "application/vnd.cncf.notary.signature";

    @RegisterExtension
    final RegistryUnderTest registry = RegistryUnderTest.with("app", "other");

    private final SampleManifest subject = SampleManifest.ociImage("subject");
    private final SampleManifest sbom = SampleManifest.referrer(
            subject, SBOM, Map.of("org.opencontainers.image.created", "2026-01-02T03:04:05Z", "tool", "syft"));
    private final SampleManifest signature = SampleManifest.referrer(subject, SIGNATURE, Map.of());

    @Test
    @Documented("OCI distribution-spec 1.1, listing referrers: an empty list, not 404, also for an unknown subject")
    void aDigestWithoutReferrersHasAnEmptyIndex() {
        registry.push("app", "1", subject);

        for (String digest : List.of(subject.digest(), Bytes.absentDigest('0'))) {
            Answer answer = referrers(digest, "").expect(200);
            assertThat(answer.headers("Content-Type")).containsExactly("application/vnd.oci.image.index.v1+json");
            assertThat(answer.json().get("schemaVersion").asInt()).isEqualTo(2);
            assertThat(answer.json().get("mediaType").asText()).isEqualTo("application/vnd.oci.image.index.v1+json");
            assertThat(answer.json().get("manifests").isArray()).isTrue();
            assertThat(answer.json().get("manifests")).isEmpty();
            assertThat(answer.header("OCI-Filters-Applied")).isNull();
        }
    }

    @Test
    @Observed("sigstore-js #1183: OCI-Subject on PUT")
    @Documented("OCI distribution-spec 1.1: the response MUST carry OCI-Subject")
    void thePushOfAReferrerNamesItsSubject() {
        registry.push("app", "1", subject);

        assertThat(registry.push("app", "sbom", sbom).headers("OCI-Subject")).containsExactly(subject.digest());
        assertThat(registry.push("app", signature).headers("OCI-Subject")).containsExactly(subject.digest());
        assertThat(registry.push("app", "2", subject).headers("OCI-Subject")).isEmpty();
    }

    @Test
    @Documented("OCI distribution-spec 1.1: descriptors with mediaType, digest, size, artifactType and annotations")
    void referrersAreListedAsDescriptors() {
        registry.push("app", "1", subject);
        registry.push("app", "sbom", sbom);
        registry.push("app", signature);

        List<JsonNode> listed = manifests(referrers(subject.digest(), "").expect(200));

        assertThat(listed).hasSize(2);
        JsonNode first = byDigest(listed, sbom.digest());
        assertThat(first.get("mediaType").asText()).isEqualTo(SampleManifest.OCI_IMAGE);
        assertThat(first.get("size").asInt()).isEqualTo(sbom.size());
        assertThat(first.get("artifactType").asText()).isEqualTo(SBOM);
        assertThat(first.get("annotations").get("tool").asText()).isEqualTo("syft");
        assertThat(first.get("annotations")
                        .get("org.opencontainers.image.created")
                        .asText())
                .isEqualTo("2026-01-02T03:04:05Z");
        assertThat(first.get("annotations")).hasSize(2);
        JsonNode second = byDigest(listed, signature.digest());
        assertThat(second.get("artifactType").asText()).isEqualTo(SIGNATURE);
        assertThat(second.path("annotations")).isEmpty();
    }

    @Test
    @Documented("OCI distribution-spec 1.1: without artifactType the type of the configuration stands for it")
    void theTypeOfTheConfigurationStandsInForAnArtifactType() {
        SampleManifest old = SampleManifest.referrerWithConfigType(subject, "application/vnd.example.config.v1+json");
        registry.push("app", old);

        List<JsonNode> listed = manifests(referrers(subject.digest(), ""));

        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).get("artifactType").asText()).isEqualTo("application/vnd.example.config.v1+json");
    }

    @Test
    @Documented("OCI distribution-spec 1.1: an index has its own artifactType or none")
    void anIndexIsListedWithItsOwnArtifactTypeOrNone() {
        SampleManifest child = SampleManifest.ociImage("child");
        SampleManifest plain = SampleManifest.ociIndex(child);
        SampleManifest without = withSubject(plain, "");
        SampleManifest with = withSubject(plain, "\"artifactType\":\"application/vnd.example.set\",");
        registry.push("app", without);
        assertThat(registry.push("app", with).header("OCI-Subject")).isEqualTo(subject.digest());

        List<JsonNode> listed = manifests(referrers(subject.digest(), ""));

        assertThat(byDigest(listed, without.digest()).get("mediaType").asText()).isEqualTo(SampleManifest.OCI_INDEX);
        assertThat(byDigest(listed, without.digest()).path("artifactType").asText(""))
                .isEmpty();
        assertThat(byDigest(listed, with.digest()).get("artifactType").asText())
                .isEqualTo("application/vnd.example.set");
    }

    private SampleManifest withSubject(SampleManifest index, String artifactType) {
        return index.with(index.text()
                .replaceFirst(
                        "\"manifests\"", artifactType + "\"subject\":" + subject.descriptor() + ",\"manifests\""));
    }

    @Test
    @Documented("OCI distribution-spec 1.1: a filter that was applied is named")
    void theFilterLeavesTheTypeAskedFor() {
        registry.push("app", sbom);
        registry.push("app", signature);

        Answer sboms = referrers(subject.digest(), "?artifactType=" + SBOM.replace("+", "%2B"))
                .expect(200);
        assertThat(manifests(sboms)).extracting(m -> m.get("digest").asText()).containsExactly(sbom.digest());
        assertThat(sboms.headers("OCI-Filters-Applied")).containsExactly("artifactType");
        assertThat(sboms.headers("Content-Type")).containsExactly("application/vnd.oci.image.index.v1+json");

        Answer none = referrers(subject.digest(), "?artifactType=application%2Fnothing")
                .expect(200);
        assertThat(manifests(none)).isEmpty();
        assertThat(none.header("OCI-Filters-Applied")).isEqualTo("artifactType");
    }

    @Test
    @Documented("OCI distribution-spec 1.1: a registry MUST accept a manifest whose subject does not exist yet")
    void aSubjectMayBePushedAfterItsReferrers() {
        assertThat(registry.push("app", sbom).header("OCI-Subject")).isEqualTo(subject.digest());
        assertThat(digests(referrers(subject.digest(), ""))).containsExactly(sbom.digest());

        registry.push("app", "1", subject);

        assertThat(digests(referrers(subject.digest(), ""))).containsExactly(sbom.digest());
    }

    @Test
    @Documented("OCI distribution-spec 1.1: referrers of a referrer")
    void aReferrerHasReferrersOfItsOwn() {
        SampleManifest signatureOfSbom = SampleManifest.referrer(sbom, SIGNATURE, Map.of("of", "the SBOM"));
        registry.push("app", subject);
        registry.push("app", sbom);
        registry.push("app", signatureOfSbom);

        assertThat(digests(referrers(subject.digest(), ""))).containsExactly(sbom.digest());
        assertThat(digests(referrers(sbom.digest(), ""))).containsExactly(signatureOfSbom.digest());
    }

    @Test
    @Documented("OCI distribution-spec 1.1, end-12a: the list is that of one repository")
    void referrersBelongToTheirRepository() {
        registry.push("app", sbom);

        assertThat(digests(referrers(subject.digest(), ""))).hasSize(1);
        assertThat(manifests(registry.get("/v2/other/referrers/" + subject.digest())
                        .send()
                        .expect(200)))
                .isEmpty();
    }

    @Test
    @Documented("OCI distribution-spec 1.1: a deleted manifest is no longer listed")
    void aDeletedReferrerIsNotListed() {
        registry.push("app", "sbom", sbom);
        registry.push("app", signature);

        registry.delete("/v2/app/manifests/" + sbom.digest()).send().expect(202);

        assertThat(digests(referrers(subject.digest(), ""))).containsExactly(signature.digest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256:abc", "latest", "sha256:ZZZZ", "md5", "sha256%3A%2E%2E"})
    @Documented("OCI distribution-spec 1.1: a malformed digest is 400")
    void aMalformedDigestIsABadRequest(String digest) {
        referrers(digest, "").expect(400).error();
    }

    @Test
    @Documented("OCI distribution-spec 1.1: a long list is paged by Link")
    @Assumed("whether ECR pages at the door is unrecorded; whoever follows Link finds them all, once")
    void manyReferrersAreAllFoundByFollowingTheLinks() {
        List<String> pushed = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            SampleManifest one = SampleManifest.referrer(subject, SBOM, Map.of("number", String.valueOf(i)));
            registry.push("app", one);
            pushed.add(one.digest());
        }

        List<String> found = new ArrayList<>();
        String next = "/v2/app/referrers/" + subject.digest();
        while (next != null) {
            Answer page = registry.get(next).send().expect(200);
            found.addAll(digests(page));
            next = nextPage(page);
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(pushed);
    }

    @Test
    @Documented("OCI distribution-spec 1.1: a filtered list is paged by Link, too")
    void theLinkOfAFilteredListKeepsTheFilter() {
        registry.push("app", signature);
        List<String> pushed = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            SampleManifest one = SampleManifest.referrer(subject, SBOM, Map.of("number", String.valueOf(i)));
            registry.push("app", one);
            pushed.add(one.digest());
        }

        List<String> found = new ArrayList<>();
        String next = "/v2/app/referrers/" + subject.digest() + "?n=2&artifactType=" + SBOM.replace("+", "%2B");
        while (next != null) {
            Answer page = registry.get(next).send().expect(200);
            found.addAll(digests(page));
            next = nextPage(page);
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(pushed);
    }

    private static String nextPage(Answer page) {
        String link = page.header("Link");
        if (link == null) {
            return null;
        }
        Matcher matcher = Pattern.compile("<([^>]+)>; *rel=\"next\"").matcher(link);
        assertThat(matcher.matches()).as(link).isTrue();
        return matcher.group(1);
    }

    private Answer referrers(String digest, String query) {
        return registry.get("/v2/app/referrers/" + digest + query).send();
    }

    private static List<JsonNode> manifests(Answer answer) {
        List<JsonNode> list = new ArrayList<>();
        answer.json().get("manifests").forEach(list::add);
        return list;
    }

    private static List<String> digests(Answer answer) {
        return manifests(answer).stream().map(m -> m.get("digest").asText()).toList();
    }

    private static JsonNode byDigest(List<JsonNode> descriptors, String digest) {
        return descriptors.stream()
                .filter(d -> d.get("digest").asText().equals(digest))
                .findFirst()
                .orElseThrow(() -> new AssertionError(digest + " is not among " + descriptors));
    }
}
