package io.github.ecremulator.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecremulator.core.store.BlobReader;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlobResponseTest {

    private static final String TYPE = "application/octet-stream";

    @ParameterizedTest(name = "{0} of {1} bytes begins at {2} and is {3} long")
    @CsvSource({
        "bytes=0-0, 10, 0, 1",
        "bytes=0-9, 10, 0, 10",
        "bytes=2-5, 10, 2, 4",
        "bytes=9-9, 10, 9, 1",
        "bytes=3-, 10, 3, 7",
        "bytes=0-, 10, 0, 10",
        "bytes=5-99, 10, 5, 5",
        "bytes=-1, 10, 9, 1",
        "bytes=-10, 10, 0, 10",
        "bytes=-99, 10, 0, 10",
        "bytes=0-999999999999999999, 10, 0, 10"
    })
    void oneRangeIsAnsweredWithThatRange(String range, long size, long start, long length) {
        Response response = answer(range, new SampleBlob(size));

        assertEquals(206, response.status());
        assertBody(response, start, length);
        assertEquals(
                "bytes " + start + "-" + (start + length - 1) + "/" + size,
                response.headers().get("Content-Range"));
    }

    @ParameterizedTest(name = "{0} of {1} bytes")
    @CsvSource({
        "bytes=10-, 10",
        "bytes=10-10, 10",
        "bytes=99-100, 10",
        "bytes=5-3, 10",
        "bytes=-0, 10",
        "bytes=0-, 0",
        "bytes=0-0, 0"
    })
    void aRangeOutsideOfTheBlobIsNotSatisfiableAndTheBlobIsClosed(String range, long size) {
        SampleBlob blob = new SampleBlob(size);

        Response response = answer(range, blob);

        assertEquals(416, response.status());
        assertEquals("bytes */" + size, response.headers().get("Content-Range"));
        assertTrue(blob.closed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=0-1,4-5",
                "bytes=-",
                "bytes=",
                "bytes=a-b",
                "items=0-1",
                "0-1",
                "bytes=0-99999999999999999999999999",
                "bytes=--1"
            })
    void whatIsNotOneRangeIsAnsweredWithTheWhole(String range) {
        Response response = answer(range, new SampleBlob(10));

        assertEquals(200, response.status());
        assertBody(response, 0, 10);
        assertFalse(response.headers().containsKey("Content-Range"));
    }

    @Test
    void withoutARangeTheWholeIsAnsweredAndLeftOpenForTheWriter() {
        SampleBlob blob = new SampleBlob(10);

        Response response = BlobResponse.of(SampleRequest.plain(), blob, TYPE);

        assertEquals(200, response.status());
        assertBody(response, 0, 10);
        assertEquals("bytes", response.headers().get("Accept-Ranges"));
        assertEquals(TYPE, response.headers().get("Content-Type"));
        assertFalse(blob.closed);
    }

    private static Response answer(String range, SampleBlob blob) {
        return BlobResponse.of(SampleRequest.withHeader("Range", range), blob, TYPE);
    }

    private static void assertBody(Response response, long start, long length) {
        Response.Blob body = (Response.Blob) response.body();
        assertEquals(start, body.start());
        assertEquals(length, body.length());
        assertEquals(Long.toString(length), response.headers().get("Content-Length"));
    }

    private static final class SampleBlob implements BlobReader {

        private final long size;
        private boolean closed;

        SampleBlob(long size) {
            this.size = size;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public ByteBuffer slice(long position, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
