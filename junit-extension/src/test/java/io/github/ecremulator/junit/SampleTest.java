package io.github.ecremulator.junit;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SampleTest {

    private static final String PACKAGE = "java/io/github/ecremulator/junit/";

    @Test
    void theSampleInTheJavadocIsATestThatIsCompiledAndRun() throws IOException {
        String javadoc = Files.readString(Path.of("src/main", PACKAGE, "EcrEmulatorTest.java"));
        String test = Files.readString(Path.of("src/test", PACKAGE, "ReleaseTest.java"));

        String sample = between(javadoc, "<pre>{@code\n", " * }</pre>")
                .lines()
                .map(line -> line.replaceFirst("^ \\* ?", ""))
                .collect(joining("\n"));
        assertEquals(between(test, "from here on:\n", "\n\0"), sample);
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        int to = text.indexOf(end, from);
        return text.substring(from, to < 0 ? text.length() : to).stripTrailing();
    }
}
