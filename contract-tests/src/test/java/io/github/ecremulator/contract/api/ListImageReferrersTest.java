package io.github.ecremulator.contract.api;

import static io.github.ecremulator.contract.api.RepositoryUnderTest.digest;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ArtifactStatus;
import software.amazon.awssdk.services.ecr.model.ArtifactStatusFilter;
import software.amazon.awssdk.services.ecr.model.ImageReferrer;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

class ListImageReferrersTest {

    private static final String SIGNATURE = "application/vnd.cncf.notary.signature";
    private static final String SBOM = "application/spdx+json";

    @RegisterExtension
    static final EcrUnderTest ecr = new EcrUnderTest();

    private static EcrClient client() {
        return ecr.client();
    }

    private static List<ImageReferrer> referrersOf(Manifest subject) {
        return client().listImageReferrers(r -> r.repositoryName("app").subjectId(s -> s.imageDigest(subject.digest())))
                .referrers();
    }

    private static List<String> digestsOf(List<ImageReferrer> referrers) {
        return referrers.stream().map(ImageReferrer::digest).toList();
    }

    private static Manifest referrer(RepositoryUnderTest app, Manifest subject, String content, String artifactType) {
        Manifest referrer =
                app.uploadedImage(content).artifactType(artifactType).subject(subject);
        app.put(referrer);
        return referrer;
    }

    @Test
    @Documented(ApiReference.LIST_IMAGE_REFERRERS)
    void describesEachReferrer() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest subject = app.pushed("subject", "1.0");
        Manifest signature = app.uploadedImage("signature")
                .artifactType(SIGNATURE)
                .annotation("org.opencontainers.image.created", "2026-01-01T00:00:00Z")
                .subject(subject);
        app.put(signature);

        assertThat(referrersOf(subject))
                .containsExactly(ImageReferrer.builder()
                        .digest(signature.digest())
                        .mediaType(Manifest.OCI_IMAGE)
                        .artifactType(SIGNATURE)
                        .size((long) signature.size())
                        .annotations(Map.of("org.opencontainers.image.created", "2026-01-01T00:00:00Z"))
                        .artifactStatus(ArtifactStatus.ACTIVE)
                        .build());
    }

    @Test
    @Documented(ApiReference.OCI_DISTRIBUTION_SPECIFICATION)
    void takesTheArtifactTypeFromTheConfigWhenTheManifestNamesNone() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest subject = app.pushed("subject");
        app.put(app.uploadedImage("plain").subject(subject));

        assertThat(referrersOf(subject)).extracting(ImageReferrer::artifactType).containsExactly(Blob.OCI_CONFIG);
    }

    @Test
    @Documented(ApiReference.OCI_DISTRIBUTION_SPECIFICATION)
    void takesTheArtifactTypeOfAnIndexFromTheIndexAlone() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest subject = app.pushed("subject");
        app.put(Manifest.ociIndex(app.pushed("child")).artifactType(SBOM).subject(subject));
        app.put(Manifest.ociIndex(app.pushed("other child")).subject(subject));

        List<ImageReferrer> referrers = referrersOf(subject);

        assertThat(referrers).extracting(ImageReferrer::mediaType).containsOnly(Manifest.OCI_INDEX);
        assertThat(referrers).extracting(ImageReferrer::artifactType).containsExactlyInAnyOrder(SBOM, null);
    }

    @Test
    @Documented(ApiReference.LIST_IMAGE_REFERRERS)
    void filtersByArtifactType() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest subject = app.pushed("subject");
        Manifest signature = referrer(app, subject, "signature", SIGNATURE);
        Manifest sbom = referrer(app, subject, "sbom", SBOM);
        referrer(app, subject, "other", "application/vnd.example.other");

        assertThat(filtered(subject, SIGNATURE)).containsExactly(signature.digest());
        assertThat(filtered(subject, SIGNATURE, SBOM)).containsExactlyInAnyOrder(signature.digest(), sbom.digest());
        assertThat(filtered(subject, "application/vnd.example.never")).isEmpty();
    }

    private static List<String> filtered(Manifest subject, String... artifactTypes) {
        return digestsOf(client().listImageReferrers(r -> r.repositoryName("app")
                        .subjectId(s -> s.imageDigest(subject.digest()))
                        .filter(f -> f.artifactTypes(artifactTypes)))
                .referrers());
    }

    @Test
    @Documented(ApiReference.LIST_IMAGE_REFERRERS)
    void filtersByStatus() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest subject = app.pushed("subject");
        Manifest signature = referrer(app, subject, "signature", SIGNATURE);

        assertThat(filtered(subject, ArtifactStatusFilter.ACTIVE)).containsExactly(signature.digest());
        assertThat(filtered(subject, ArtifactStatusFilter.ANY)).containsExactly(signature.digest());
        assertThat(filtered(subject, ArtifactStatusFilter.ARCHIVED)).isEmpty();
    }

    private static List<String> filtered(Manifest subject, ArtifactStatusFilter status) {
        return digestsOf(client().listImageReferrers(r -> r.repositoryName("app")
                        .subjectId(s -> s.imageDigest(subject.digest()))
                        .filter(f -> f.artifactStatus(status)))
                .referrers());
    }

    @Test
    @Documented(ApiReference.OCI_DISTRIBUTION_SPECIFICATION)
    void findsReferrersThatCameBeforeTheirSubject() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest subject = app.uploadedImage("subject");
        Manifest signature = referrer(app, subject, "signature", SIGNATURE);
        assertThat(digestsOf(referrersOf(subject))).containsExactly(signature.digest());

        app.put(subject, "1.0");

        assertThat(digestsOf(referrersOf(subject))).containsExactly(signature.digest());
    }

    @Test
    @Assumed("the operation declares no ImageNotFoundException")
    void ofAnUnknownSubjectIsEmpty() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest subject = app.uploadedImage("never put");

        assertThat(referrersOf(subject)).isEmpty();
    }

    @Test
    @Documented(ApiReference.LIST_IMAGE_REFERRERS)
    void ofAnImageWithoutReferrersIsEmpty() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest alone = app.pushed("alone");
        referrer(app, app.pushed("other"), "signature", SIGNATURE);

        assertThat(referrersOf(alone)).isEmpty();
    }

    @Test
    @Documented(ApiReference.LIST_IMAGE_REFERRERS)
    void forgetsAReferrerThatIsDeleted() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest subject = app.pushed("subject");
        Manifest signature = referrer(app, subject, "signature", SIGNATURE);

        app.delete(digest(signature));

        assertThat(referrersOf(subject)).isEmpty();
    }

    @Test
    @Documented(ApiReference.LIST_IMAGE_REFERRERS)
    void staysWithinItsRepository() {
        RepositoryUnderTest other = ecr.repository("other");
        RepositoryUnderTest app = ecr.repository("app");
        Manifest subject = app.pushed("subject");
        other.put(other.uploadedImage("signature").subject(subject));

        assertThat(referrersOf(subject)).isEmpty();
    }

    @Test
    @Documented(ApiReference.LIST_IMAGE_REFERRERS)
    void followsReferrersOfReferrersOneStepAtATime() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest subject = app.pushed("subject");
        Manifest sbom = referrer(app, subject, "sbom", SBOM);
        Manifest signature = referrer(app, sbom, "signature of the sbom", SIGNATURE);

        assertThat(digestsOf(referrersOf(subject))).containsExactly(sbom.digest());
        assertThat(digestsOf(referrersOf(sbom))).containsExactly(signature.digest());
    }

    @Test
    @Documented(ApiReference.SERVICE_MODEL)
    void takesUpToFiveArtifactTypes() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest subject = app.pushed("subject");
        Manifest signature = referrer(app, subject, "signature", SIGNATURE);
        String[] six = IntStream.range(0, 6).mapToObj(i -> "application/x" + i).toArray(String[]::new);

        assertThat(filtered(subject, "a/1", "a/2", "a/3", "a/4", SIGNATURE)).containsExactly(signature.digest());
        assertThat(filtered(subject)).containsExactly(signature.digest());
        ecr.refusal(() -> filtered(subject, six))
                .isInvalidParameter("filter.artifactTypes", "Member must have length less than or equal to 5");
    }

    @Test
    @Documented(ApiReference.SERVICE_MODEL)
    void refusesASubjectWithoutADigest() {
        ecr.repository("app");

        ecr.refusal(() -> client().listImageReferrers(r -> r.repositoryName("app")))
                .isInvalidParameter("subjectId", "Member must not be null");
        ecr.refusal(() ->
                        client().listImageReferrers(r -> r.repositoryName("app").subjectId(s -> {})))
                .isInvalidParameter("subjectId.imageDigest", "Member must not be null");
    }

    @Test
    @Assumed("a subject is named by a digest; what is none cannot be looked up")
    void refusesASubjectWhoseDigestIsNone() {
        ecr.repository("app");

        ecr.refusal(() -> client().listImageReferrers(
                                r -> r.repositoryName("app").subjectId(s -> s.imageDigest("latest"))))
                .is(InvalidParameterException.class);
    }

    @Test
    @Observed(Sighting.REPOSITORY_NOT_FOUND)
    void refusesARepositoryThatIsNotThere() {
        ecr.refusal(() -> referrersOf(Manifest.ociImage(Blob.config("content"))))
                .is(RepositoryNotFoundException.class)
                .says("The repository with name 'app' does not exist in the registry with id '123456789012'");
    }
}
