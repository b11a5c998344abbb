package io.github.ecremulator.server.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.model.ImageId;
import io.github.ecremulator.core.model.ImageTag;
import io.github.ecremulator.server.error.EveryError;
import io.github.ecremulator.server.http.Response;
import io.github.ecremulator.server.http.ResponseText;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryErrorsTest {

    /** The codes of the distribution specification, and the one it had before. */
    private static final Set<String> CODES = Set.of(
            "BLOB_UNKNOWN",
            "BLOB_UPLOAD_INVALID",
            "BLOB_UPLOAD_UNKNOWN",
            "DIGEST_INVALID",
            "MANIFEST_BLOB_UNKNOWN",
            "MANIFEST_INVALID",
            "MANIFEST_UNKNOWN",
            "NAME_INVALID",
            "NAME_UNKNOWN",
            "SIZE_INVALID",
            "TAG_INVALID",
            "UNAUTHORIZED",
            "DENIED",
            "UNSUPPORTED",
            "TOOMANYREQUESTS");

    @ParameterizedTest
    @MethodSource("io.github.ecremulator.server.error.EveryError#samples")
    void everyErrorIsAnsweredAsAMistakeOfTheClientWithACodeThatClientsKnow(EcrError error) throws IOException {
        Response answer = RegistryErrors.answer(error);
        JsonNode entry = entry(answer);

        assertTrue(answer.status() >= 400 && answer.status() < 500, "status " + answer.status());
        assertTrue(CODES.contains(entry.path("code").asText()), entry.toString());
        assertFalse(entry.path("message").asText().isBlank(), entry.toString());
    }

    @ParameterizedTest(name = "{0} is answered with {1} {2}")
    @MethodSource
    void anErrorIsAnsweredAsTheRegistryAnswersIt(EcrError error, int status, String code) throws IOException {
        Response answer = RegistryErrors.answer(error);

        assertEquals(status, answer.status());
        assertEquals(code, entry(answer).path("code").asText());
    }

    static Stream<Arguments> anErrorIsAnsweredAsTheRegistryAnswersIt() {
        var repository = EveryError.REPOSITORY;
        var digest = EveryError.DIGEST;
        return Stream.of(
                arguments(new EcrError.RepositoryNotFound(repository), 404, "NAME_UNKNOWN"),
                arguments(new EcrError.ImageNotFound(repository, new ImageId(null, "1")), 404, "MANIFEST_UNKNOWN"),
                arguments(new EcrError.LayersNotFound(repository, List.of(digest)), 404, "BLOB_UPLOAD_UNKNOWN"),
                arguments(
                        new EcrError.ReferencedImagesNotFound(repository, List.of(digest)),
                        404,
                        "MANIFEST_BLOB_UNKNOWN"),
                arguments(new EcrError.ImageDigestDoesNotMatch(repository, digest.value()), 400, "MANIFEST_INVALID"),
                arguments(new EcrError.ImageTagAlreadyExists(repository, new ImageTag("1")), 400, "TAG_INVALID"),
                arguments(new EcrError.UploadNotFound(repository, "u"), 404, "BLOB_UPLOAD_UNKNOWN"),
                arguments(new EcrError.LayerNotFound(repository, digest.value()), 404, "BLOB_UNKNOWN"),
                arguments(new EcrError.InvalidManifest(EcrError.InvalidManifest.Fault.TOO_LONG), 405, "UNSUPPORTED"),
                arguments(new EcrError.InvalidParameter("tag", "rule"), 405, "UNSUPPORTED"),
                arguments(new EcrError.NotAuthenticated(), 401, "UNAUTHORIZED"),
                arguments(new EcrError.TokenInvalid(), 400, "DENIED"),
                arguments(new EcrError.TokenExpired(), 403, "DENIED"));
    }

    @Test
    void aMissingImageHasTheRegistrysOwnShortSentence() throws IOException {
        Response answer =
                RegistryErrors.answer(new EcrError.ImageNotFound(EveryError.REPOSITORY, new ImageId(null, "1")));

        assertEquals("Requested image not found", entry(answer).path("message").asText());
    }

    private static JsonNode entry(Response answer) throws IOException {
        JsonNode errors = new ObjectMapper().readTree(ResponseText.of(answer)).path("errors");
        assertEquals(1, errors.size(), errors.toString());
        return errors.path(0);
    }
}
