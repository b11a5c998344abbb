package io.github.ecremulator.server.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.model.ImageId;
import io.github.ecremulator.core.model.ImageTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EcrMessagesTest {

    @ParameterizedTest
    @MethodSource("io.github.ecremulator.server.error.EveryError#samples")
    void everyErrorHasASentenceInOneLine(EcrError error) {
        String sentence = EcrMessages.of(error);

        assertFalse(sentence.isBlank());
        assertEquals(1, sentence.lines().count(), sentence);
    }

    @ParameterizedTest
    @MethodSource("io.github.ecremulator.server.error.EveryError#samples")
    void noSentenceShowsHowJavaPrintsARecord(EcrError error) {
        String sentence = EcrMessages.of(error);

        assertFalse(sentence.contains(error.getClass().getSimpleName() + "["), sentence);
        assertFalse(sentence.matches(".*[A-Za-z]+\\[\\w+=.*"), sentence);
    }

    @Test
    void aMissingRepositoryIsNamedWithItsRegistry() {
        assertEquals(
                "The repository with name 'team/app' does not exist in the registry with id '123456789012'",
                EcrMessages.of(new EcrError.RepositoryNotFound(EveryError.REPOSITORY)));
    }

    @Test
    void aTakenRepositoryNameIsNamedWithItsRegistry() {
        assertEquals(
                "The repository with name 'team/app' already exists in the registry with id '123456789012'",
                EcrMessages.of(new EcrError.RepositoryAlreadyExists(EveryError.REPOSITORY)));
    }

    @Test
    void aMissingImageIsNamedByTagAndDigestEvenWhenOneOfThemWasNotSent() {
        assertEquals(
                "The image with imageId {imageDigest:'null', imageTag:'1.0'} does not exist within the repository with"
                        + " name 'team/app' in the registry with id '123456789012'",
                EcrMessages.of(new EcrError.ImageNotFound(EveryError.REPOSITORY, new ImageId(null, "1.0"))));
    }

    @Test
    void anImmutableTagCannotBeOverwritten() {
        assertEquals(
                "The image tag '1.0' already exists in the 'team/app' repository and cannot be overwritten because the"
                        + " tag is immutable.",
                EcrMessages.of(new EcrError.ImageTagAlreadyExists(EveryError.REPOSITORY, new ImageTag("1.0"))));
    }

    @Test
    void aManifestThatIsTooLongBreaksTheModelsOwnRule() {
        assertEquals(
                "Invalid parameter at 'imageManifest' failed to satisfy constraint: 'Member must have length less than"
                        + " or equal to 4194304'",
                EcrMessages.of(new EcrError.InvalidManifest(EcrError.InvalidManifest.Fault.TOO_LONG)));
    }

    @Test
    void aPageTokenThatWasNeverGivenIsAnInvalidParameter() {
        assertEquals(
                "Invalid parameter at 'nextToken' failed to satisfy constraint: 'Invalid token provided'",
                EcrMessages.of(new EcrError.InvalidPageToken()));
    }

    @Test
    void aRefusalSaysWhichKindOfPolicyIsMissing() {
        assertTrue(EcrMessages.of(new EcrError.AccessDenied(
                        "arn:aws:iam::123456789012:root",
                        "ecr:PutImage",
                        EveryError.REPOSITORY.arn(),
                        EcrError.AccessDenied.Reason.NO_RESOURCE_POLICY))
                .endsWith("because no resource-based policy allows the ecr:PutImage action"));
    }
}
