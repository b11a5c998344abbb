package io.github.ecremulator.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestLogTest {

    private final RequestLog log = new RequestLog();

    @Test
    void aRequestIsOneLineWithItsAnswer() {
        log.add("GET", "/v2/", 200, null);
        log.add("GET", "/v2/app/manifests/1", 404, "MANIFEST_UNKNOWN Requested image not found");

        assertEquals(
                List.of("GET /v2/ -> 200", "GET /v2/app/manifests/1 -> 404 MANIFEST_UNKNOWN Requested image not found"),
                log.lines());
    }

    @Test
    void onlyTheLatestFiveHundredAreKeptTheOldestFirst() {
        IntStream.range(0, 1_234).forEach(i -> log.add("GET", "/" + i, 200, null));

        List<String> lines = log.lines();
        assertEquals(500, lines.size());
        assertEquals("GET /734 -> 200", lines.get(0));
        assertEquals("GET /1233 -> 200", lines.get(499));
    }

    @Test
    void aRemarkWithLineBreaksStaysOnOneLine() {
        log.add("GET", "/v2/app/manifests/a%0Ab", 405, "UNSUPPORTED not a tag: 'a\r\nb'");

        assertEquals(1, log.lines().get(0).lines().count());
    }

    @Test
    void linesThatWereReadDoNotChange() {
        log.add("GET", "/1", 200, null);
        List<String> before = log.lines();

        log.add("GET", "/2", 200, null);

        assertEquals(List.of("GET /1 -> 200"), before);
    }
}
