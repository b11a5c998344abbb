package io.github.ecremulator.server.awsjson;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecremulator.core.model.Region;
import io.github.ecremulator.server.http.SampleRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

    private static final Optional<Credentials> IN_IRELAND =
            Optional.of(new Credentials("AKIATEST", Optional.of(new Region("eu-west-1"))));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/eu-west-1/ecr/aws4_request, SignedHeaders=host,"
                        + " Signature=00",
                "AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/eu-west-1/ecr/aws4_request,SignedHeaders=host",
                "AWS4-HMAC-SHA256 SignedHeaders=host, Credential=AKIATEST/20260101/eu-west-1/ecr/aws4_request",
                "AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/eu-west-1/ecr/aws4_request"
            })
    void aSignatureNamesKeyAndRegion(String header) {
        assertEquals(IN_IRELAND, Credentials.of(SampleRequest.withHeader("Authorization", header)));
    }

    @Test
    void aSignedQueryNamesKeyAndRegion() {
        assertEquals(
                IN_IRELAND,
                Credentials.of(SampleRequest.withQuery(
                        "X-Amz-Date=1&X-Amz-Credential=AKIATEST%2F20260101%2Feu-west-1%2Fecr%2Faws4_request")));
    }

    @Test
    void aSignatureForManyRegionsNamesNone() {
        assertEquals(
                Optional.of(new Credentials("AKIATEST", Optional.empty())),
                Credentials.of(SampleRequest.withHeader(
                        "Authorization",
                        "AWS4-ECDSA-P256-SHA256 Credential=AKIATEST/20260101/ecr/aws4_request, Signature=00")));
    }

    @Test
    void aRegionThatCannotBeIsNone() {
        assertEquals(
                Optional.of(new Credentials("AKIATEST", Optional.empty())),
                Credentials.of(SampleRequest.withHeader(
                        "Authorization", "AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/Nowhere!/ecr/aws4_request")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic QVdTOng=",
                "Bearer token",
                "AWS4-HMAC-SHA256 ",
                "AWS4-HMAC-SHA256 Credential=",
                "AWS4-HMAC-SHA256 Credential=AKIATEST",
                "AWS4-HMAC-SHA256 Credential=/20260101/eu-west-1/ecr/aws4_request",
                "AWS AKIATEST:signature"
            })
    void whatIsNoSignatureNamesNobody(String header) {
        assertEquals(Optional.empty(), Credentials.of(SampleRequest.withHeader("Authorization", header)));
    }

    @Test
    void anUnsignedRequestNamesNobody() {
        assertEquals(Optional.empty(), Credentials.of(SampleRequest.plain()));
    }
}
