package io.github.ecremulator.server.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.server.http.SampleRequest;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentRangeTest {

    @ParameterizedTest
    @CsvSource({"0-0, 0, 1", "10-19, 10, 10", "bytes 10-19/100, 10, 10", "bytes=10-19, 10, 10", "10-19/*, 10, 10"})
    void aRangeSaysWhereAPartBeginsAndHowLongItIs(String header, long first, long length) {
        ContentRange range = ContentRange.of(SampleRequest.withHeader("Content-Range", header));

        assertEquals(new ContentRange(OptionalLong.of(first), OptionalLong.of(length)), range);
    }

    @Test
    void withoutARangeTheLengthOfTheBodyCounts() {
        assertEquals(
                new ContentRange(OptionalLong.empty(), OptionalLong.of(42)),
                ContentRange.of(SampleRequest.withLength(42)));
    }

    @Test
    void withoutRangeAndLengthNothingIsKnown() {
        assertEquals(
                new ContentRange(OptionalLong.empty(), OptionalLong.empty()), ContentRange.of(SampleRequest.plain()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes", "1", "-5", "5-", "a-b", "-1-5", "0-99999999999999999999"})
    void whatIsNoRangeIsRefused(String header) {
        assertRefused(header);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5-3", "5-4"})
    void aRangeThatEndsBeforeItBeginsIsRefused(String header) {
        assertRefused(header);
    }

    private static void assertRefused(String header) {
        EcrException refused = assertThrows(
                EcrException.class, () -> ContentRange.of(SampleRequest.withHeader("Content-Range", header)));

        assertInstanceOf(EcrError.InvalidParameter.class, refused.error());
    }
}
