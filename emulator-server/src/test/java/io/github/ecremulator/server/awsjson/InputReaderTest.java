package io.github.ecremulator.server.awsjson;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecremulator.core.error.EcrException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputReaderTest {

    private static final int BLOB_LIMIT = 1000;

    private static final Shape.Structure SHAPE = Shape.structure(
            Shape.optional("text", Shape.text()),
            Shape.optional("number", Shape.whole(1, 1000)),
            Shape.optional("flag", Shape.flag()),
            Shape.optional("bytes", Shape.blob(BLOB_LIMIT)),
            Shape.optional("texts", Shape.list(Shape.text())),
            Shape.optional("inner", Shape.structure(Shape.optional("text", Shape.text()))));

    @Test
    void membersComeInTheTypesOfTheirShapes() throws IOException {
        Input input = read("{\"text\":\"a\",\"number\":7,\"flag\":true,\"bytes\":\"AQI=\",\"texts\":[\"x\",\"y\"],"
                + "\"inner\":{\"text\":\"b\"}}");

        assertEquals("a", input.text("text"));
        assertEquals(7, input.whole("number"));
        assertTrue(input.isTrue("flag"));
        assertArrayEquals(new byte[] {1, 2}, input.bytes("bytes"));
        assertEquals(List.of("x", "y"), input.texts("texts"));
        assertEquals("b", input.structure("inner").orElseThrow().text("text"));
    }

    @Test
    void membersThatAreNotKnownAreSkippedWithAllTheyHold() throws IOException {
        Input input = read("{\"x\":{\"text\":[1,{\"y\":null}]},\"text\":\"a\",\"z\":[[],{}],\"inner\":{\"q\":1}}");

        assertEquals("a", input.text("text"));
        assertFalse(input.has("x"));
        assertFalse(input.structure("inner").orElseThrow().has("q"));
    }

    @Test
    void nullIsAbsent() throws IOException {
        Input input = read("{\"text\":null,\"texts\":null,\"inner\":null,\"bytes\":null}");

        assertFalse(input.has("text"));
        assertEquals(List.of(), input.texts("texts"));
        assertTrue(input.structure("inner").isEmpty());
        assertFalse(input.has("bytes"));
    }

    @Test
    void anEmptyBodyHasNoMembers() throws IOException {
        assertFalse(read("").has("text"));
        assertFalse(read("{}").has("text"));
    }

    @Test
    void ofAMemberThatComesTwiceTheLastCounts() throws IOException {
        assertEquals("b", read("{\"text\":\"a\",\"text\":\"b\"}").text("text"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\":1}",
                "{\"text\":{}}",
                "{\"text\":[\"a\"]}",
                "{\"text\":true}",
                "{\"number\":\"7\"}",
                "{\"number\":7.5}",
                "{\"number\":true}",
                "{\"flag\":\"true\"}",
                "{\"flag\":1}",
                "{\"bytes\":[1,2]}",
                "{\"bytes\":\"!!!!\"}",
                "{\"bytes\":\"A\"}",
                "{\"texts\":\"a\"}",
                "{\"texts\":{\"a\":1}}",
                "{\"texts\":[\"a\",null]}",
                "{\"texts\":[1]}",
                "{\"inner\":\"a\"}",
                "{\"inner\":[]}"
            })
    void anotherTypeThanDeclaredIsMalformed(String body) {
        assertMalformed(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "\"text\"",
                "7",
                "{",
                "{\"text\"",
                "{\"text\":",
                "{\"text\":\"a",
                "{\"text\":\"a\"",
                "{\"texts\":[\"a\"",
                "{\"x\":[",
                "not json",
                "{\"text\":\"a\",}",
                "{'text':'a'}",
                "{\"text\":\"\t\"}"
            })
    void whatIsNoJsonObjectIsMalformed(String body) {
        assertMalformed(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}x", "{}{}", "{} []", "{}}", "{},"})
    void whatFollowsTheObjectIsMalformed(String body) {
        assertMalformed(body);
    }

    @Test
    void aBombOfNestedListsIsMalformedWhereverItIs() {
        String bomb = "[".repeat(200_000);

        assertMalformed(bomb);
        assertMalformed("{\"x\":" + bomb);
        assertMalformed("{\"texts\":" + bomb);
        assertMalformed("{\"x\":".repeat(200_000));
    }

    @Test
    void aHugeNumberIsMalformed() {
        assertMalformed("{\"number\":99999999999999999999}");
        assertMalformed("{\"number\":1e999999999}");
        assertMalformed("{\"number\":" + "9".repeat(100_000) + "}");
        assertMalformed("{\"number\":NaN}");
    }

    @Test
    void bytesThatAreNoTextAreMalformed() {
        byte[] body = "{\"text\":\"a?\"}".getBytes(StandardCharsets.US_ASCII);
        body[10] = (byte) 0xFF;

        assertThrows(InputReader.MalformedBody.class, () -> InputReader.read(new ByteArrayInputStream(body), SHAPE));
    }

    @Test
    void bytesUpToTheLimitAreKept() throws IOException {
        byte[] bytes = new byte[BLOB_LIMIT];

        Input input = read(withBytes(bytes));

        assertArrayEquals(bytes, input.bytes("bytes"));
        Constraints.check(SHAPE, input);
    }

    @Test
    void oneByteBeyondTheLimitIsSeenAndOfAMillionNoMoreIsKept() throws IOException {
        Input one = read(withBytes(new byte[BLOB_LIMIT + 1]));
        Input million = read(withBytes(new byte[1_000_000]));

        assertEquals(BLOB_LIMIT + 1, one.bytes("bytes").length);
        assertEquals(BLOB_LIMIT + 1, million.bytes("bytes").length);
        assertThrows(EcrException.class, () -> Constraints.check(SHAPE, one));
        assertThrows(EcrException.class, () -> Constraints.check(SHAPE, million));
    }

    private static String withBytes(byte[] bytes) {
        return "{\"bytes\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"}";
    }

    private static Input read(String body) throws IOException {
        return InputReader.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), SHAPE);
    }

    private static void assertMalformed(String body) {
        assertThrows(InputReader.MalformedBody.class, () -> read(body));
    }
}
