package io.github.ecremulator.server.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ecremulator.core.model.RegistryId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UriStyleTest {

    private static final RegistryId REGISTRY = RegistryId.parse("210987654321/eu-west-1");
    private static final String REAL = "https://210987654321.dkr.ecr.eu-west-1.amazonaws.com";

    @ParameterizedTest
    @CsvSource({
        "follow, http://localhost:5010, http://localhost:5010",
        "follow, http://[::1]:5010, http://[::1]:5010",
        "follow, https://ecr.test, https://ecr.test",
        "follow, https://api.ecr.eu-west-1.amazonaws.com, " + REAL,
        "localhost, http://172.17.0.1:5010, http://localhost:5010",
        "localhost, http://[::1]:5010, http://localhost:5010",
        "localhost, http://ecr.test, http://localhost",
        "aws, http://localhost:5010, " + REAL,
        "hostname, http://localhost:5010, http://210987654321.dkr.ecr.eu-west-1.localhost:5010",
        "hostname, http://[::1]:5010, http://210987654321.dkr.ecr.eu-west-1.localhost:5010",
        "ecr.test:5010, http://localhost:1, http://ecr.test:5010",
        "ecr.test:{port}, http://localhost:5010, http://ecr.test:5010",
        "ecr.test:{port}, http://localhost, http://ecr.test:80",
        "{account}-{region}.test:{port}, http://localhost:5010, http://210987654321-eu-west-1.test:5010",
        "{host}:{port}, http://[::1]:5010, http://[::1]:5010"
    })
    void aStyleNamesARegistry(String style, String from, String expected) {
        assertEquals(expected, addressed(style, from));
    }

    @ParameterizedTest
    @CsvSource("ecr.test:{port}, https://localhost, https://ecr.test:443")
    void thePortOfATemplateIsTheSchemesOwnWhenNoneWasNamed(String style, String from, String expected) {
        assertEquals(expected, addressed(style, from));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "folow", "http://ecr.test", "ecr.test/app", "ecr test:1", "ecr.test:5010\n"})
    void whatIsNoStyleIsRefused(String style) {
        assertThrows(IllegalArgumentException.class, () -> UriStyle.parse(style));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{acount}.ecr.test:{port}", "ecr.test:{prot}", "ecr.test:{port"})
    void aTemplateWithAMisspeltPlaceholderIsRefused(String template) {
        assertThrows(IllegalArgumentException.class, () -> UriStyle.parse(template));
    }

    private static String addressed(String style, String from) {
        String[] parts = from.split("://", 2);
        return UriStyle.parse(style)
                .address(new Origin(parts[0], parts[1]), REGISTRY)
                .url("");
    }
}
