package io.github.ecremulator.server.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {

    @ParameterizedTest
    @CsvSource({
        "localhost:5010, localhost, :5010",
        "ecr.test, ecr.test, ''",
        "127.0.0.1:80, 127.0.0.1, :80",
        "[::1]:5010, [::1], :5010",
        "[::1], [::1], ''",
        "[fe80::1]:5010, [fe80::1], :5010"
    })
    void aHostFallsIntoNameAndPort(String host, String name, String portSuffix) {
        Origin origin = new Origin("http", host);

        assertEquals(name, origin.hostName());
        assertEquals(portSuffix, origin.portSuffix());
    }

    @Test
    void aUrlKeepsTheBracketsOfAnAddress() {
        assertEquals("http://[::1]:5010/v2/", new Origin("http", "[::1]:5010").url("/v2/"));
    }
}
