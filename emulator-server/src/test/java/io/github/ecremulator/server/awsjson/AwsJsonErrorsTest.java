package io.github.ecremulator.server.awsjson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.server.error.EcrMessages;
import io.github.ecremulator.server.error.EveryError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AwsJsonErrorsTest {

    @ParameterizedTest
    @MethodSource("io.github.ecremulator.server.error.EveryError#samples")
    void everyErrorHasTheNameOfAnException(EcrError error) {
        assertTrue(AwsJsonErrors.name(error).matches("[A-Z][A-Za-z]+Exception"), AwsJsonErrors.name(error));
    }

    @ParameterizedTest
    @MethodSource("io.github.ecremulator.server.error.EveryError#samples")
    void everyBodyCarriesTheNameAndTheSentence(EcrError error) {
        ObjectNode body = AwsJsonErrors.body(error);

        assertEquals(AwsJsonErrors.name(error), body.path("__type").asText());
        assertEquals(EcrMessages.of(error), body.path("message").asText());
    }

    @Test
    void aPartOutOfOrderSaysWhichByteCameLast() {
        ObjectNode body = AwsJsonErrors.body(new EcrError.PartOutOfOrder(EveryError.REPOSITORY, "upload-1", 90, 50));

        assertEquals("InvalidLayerPartException", body.path("__type").asText());
        assertEquals("123456789012", body.path("registryId").asText());
        assertEquals("team/app", body.path("repositoryName").asText());
        assertEquals("upload-1", body.path("uploadId").asText());
        assertEquals(49, body.path("lastValidByteReceived").asLong());
    }

    @Test
    void aPartOfTheWrongLengthSaysWhichByteCameLastBeforeIt() {
        ObjectNode body =
                AwsJsonErrors.body(new EcrError.PartLengthMismatch(EveryError.REPOSITORY, "upload-1", 9, 10, 50));

        assertEquals("InvalidLayerPartException", body.path("__type").asText());
        assertEquals("upload-1", body.path("uploadId").asText());
        assertEquals(49, body.path("lastValidByteReceived").asLong());
    }

    @Test
    void anErrorWithoutASentenceHasNoMessage() {
        assertEquals(
                "{\"__type\":\"UnknownOperationException\"}",
                AwsJsonErrors.body("UnknownOperationException", "").toString());
    }
}
