package io.github.ecremulator.contract.client;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/** A command-line tool found on the PATH. */
record Tool(String name, Path executable) {

    /** The tool a person would get by typing its name; the test is skipped, and says why, where there is none. */
    static Tool required(String name) {
        return installed(name).stream().findFirst().orElseThrow(() -> {
            String reason = "Skipped: '" + name + "' is not on the PATH";
            System.out.println(reason);
            return new TestAbortedException(reason);
        });
    }

    /** Every executable of that name on the PATH, in its order, each file once. */
    static List<Tool> installed(String name) {
        Map<Path, Tool> found = new LinkedHashMap<>();
        for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path candidate = Path.of(directory).resolve(name);
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                found.putIfAbsent(realPathOf(candidate), new Tool(name, candidate.toAbsolutePath()));
            }
        }
        return List.copyOf(found.values());
    }

    private static Path realPathOf(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
