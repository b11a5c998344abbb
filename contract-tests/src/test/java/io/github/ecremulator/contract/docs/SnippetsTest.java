package io.github.ecremulator.contract.docs;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.core.identity.Caller;
import io.github.ecremulator.core.model.PageRequest;
import io.github.ecremulator.server.seed.Seed;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation shows can be copied and works. */
class SnippetsTest {

    private static final Path ROOT = root();
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");

    @TempDir
    private Path directory;

    private record Snippet(Path page, String text) {}

    @TestFactory
    Stream<DynamicTest> everyJavaSnippetCompiles() throws IOException {
        List<Snippet> snippets = snippets("java");
        assertFalse(snippets.isEmpty(), "the README has a Java snippet");
        return snippets.stream()
                .map(snippet -> DynamicTest.dynamicTest(snippet.page().toString(), () -> compile(snippet.text())));
    }

    @TestFactory
    Stream<DynamicTest> everyJsonSnippetIsJson() throws IOException {
        return snippets("json").stream()
                .map(snippet -> DynamicTest.dynamicTest(
                        snippet.page().toString(),
                        () -> assertDoesNotThrow(() -> new ObjectMapper().readTree(snippet.text()))));
    }

    @TestFactory
    Stream<DynamicTest> everyLinkLeadsToAFile() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path page : pages()) {
            Matcher links = LINK.matcher(Files.readString(page));
            while (links.find()) {
                Path target = page.getParent().resolve(links.group(1)).normalize();
                tests.add(DynamicTest.dynamicTest(
                        ROOT.relativize(page) + " -> " + links.group(1),
                        () -> assertTrue(Files.exists(target), target + " exists")));
            }
        }
        return tests.stream();
    }

    @Test
    void theSeedFileOfTheDocumentationCanBeUsed() throws IOException {
        String example = snippets("json").stream()
                .map(Snippet::text)
                .filter(text -> text.contains("\"repositories\""))
                .findFirst()
                .orElseThrow();
        Path file = Files.writeString(directory.resolve("seed.json"), example);
        try (EcrEmulator emulator = EcrEmulator.inMemory()) {
            Seed.read(file, emulator.home()).applyTo(emulator);
            Caller owner = Caller.administrator(
                    emulator.home().account(), emulator.home().region().partition());
            List<String> names =
                    emulator.repositories().describe(owner, emulator.home(), PageRequest.first(10)).items().stream()
                            .map(repository -> repository.id().name().value())
                            .toList();
            assertEquals(List.of("team-a/web"), names);
        }
    }

    private void compile(String source) {
        Matcher name = Pattern.compile("class (\\w+)").matcher(source);
        assertTrue(name.find(), "the snippet declares a class");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavaFileObject unit =
                new SimpleJavaFileObject(
                        URI.create("string:///" + name.group(1) + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        List<String> options =
                List.of("-proc:none", "-d", directory.toString(), "-classpath", System.getProperty("java.class.path"));
        boolean compiled = compiler.getTask(null, null, problems, options, null, List.of(unit))
                .call();
        assertTrue(compiled, () -> problems.getDiagnostics().toString());
    }

    private static List<Snippet> snippets(String language) throws IOException {
        List<Snippet> snippets = new ArrayList<>();
        for (Path page : pages()) {
            Matcher blocks = BLOCK.matcher(Files.readString(page));
            while (blocks.find()) {
                if (blocks.group(1).equals(language)) {
                    snippets.add(new Snippet(ROOT.relativize(page), blocks.group(2)));
                }
            }
        }
        return snippets;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            List<Path> pages = new ArrayList<>(
                    docs.filter(path -> path.toString().endsWith(".md")).toList());
            pages.add(ROOT.resolve("README.md"));
            pages.add(ROOT.resolve("CONTRIBUTING.md"));
            return pages;
        }
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("README.md")) ? here : here.getParent();
    }
}
