package io.github.ecremulator.contract.packaging;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JarContentsIT {

    private static final String SHADED = "io.github.ecremulator.shaded.";

    /** The build leaves out Jetty's WebSocket; Javalin refers to it, and reaches it only for a WebSocket route. */
    private static final String WEBSOCKET = "-> " + SHADED + "org.eclipse.jetty.websocket.";

    private static final String EE10_WEBSOCKET = "-> " + SHADED + "org.eclipse.jetty.ee10.websocket.";

    @Nested
    class The_library_jar {

        private final BuiltJar library = BuiltJar.named("ecr-emulator.jar.library");

        @Test
        void holds_nothing_outside_our_own_package() {
            assertNone(library.entries().stream()
                    .filter(name -> !name.startsWith("io/github/ecremulator/"))
                    .filter(name -> !name.startsWith("META-INF/")));
        }

        @Test
        void holds_in_its_META_INF_only_licences_and_service_files() {
            assertNone(library.entries().stream()
                    .filter(name -> name.startsWith("META-INF/"))
                    .filter(name -> !Set.of("META-INF/MANIFEST.MF", "META-INF/NOTICE", "META-INF/THIRD-PARTY.txt")
                            .contains(name))
                    .filter(name -> !name.startsWith("META-INF/services/"))
                    .filter(name -> !name.startsWith("META-INF/licenses/"))
                    .filter(name -> !name.endsWith("LICENSE")));
            assertTrue(library.entries().contains("META-INF/LICENSE"));
        }

        @Test
        void holds_no_module_descriptor_and_no_Kotlin_metadata() {
            assertNone(library.entries().stream()
                    .filter(name -> name.endsWith("module-info.class")
                            || name.endsWith(".kotlin_module")
                            || name.endsWith(".kotlin_builtins")));
        }

        @Test
        void holds_the_core_and_not_the_command_line() {
            List<String> classes = library.classes();
            assertTrue(classes.contains("io.github.ecremulator.core.EcrEmulator"));
            assertTrue(classes.contains("io.github.ecremulator.server.EcrEmulatorServer"));
            assertNone(classes.stream().filter(name -> name.startsWith("io.github.ecremulator.server.cli.")));
        }

        @Test
        void names_only_providers_it_holds_in_its_service_files() throws IOException {
            Set<String> classes = Set.copyOf(library.classes());
            List<String> dangling = new ArrayList<>();
            for (String entry : library.entries()) {
                if (!entry.startsWith("META-INF/services/")) {
                    continue;
                }
                String service = entry.substring("META-INF/services/".length());
                Stream.concat(Stream.of(service), library.lines(entry).stream())
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(name -> !name.isEmpty() && !classes.contains(name))
                        .forEach(name -> dangling.add(entry + ": " + name));
            }
            assertNone(dangling.stream());
        }

        @Test
        void refers_to_no_class_of_ours_and_no_relocated_class_that_was_left_out() {
            ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            jdeps.run(
                    new PrintWriter(out),
                    new PrintWriter(err),
                    "--missing-deps",
                    library.path().toString());
            assertEquals("", err.toString());
            assertTrue(
                    out.toString().contains("org.slf4j.Logger"), "jdeps names the one dependency that stays outside");
            assertNone(out.toString()
                    .lines()
                    .filter(line -> line.matches(".*->\\s+io\\.github\\.ecremulator\\..*"))
                    .filter(line -> !line.contains(WEBSOCKET) && !line.contains(EE10_WEBSOCKET)));
        }

        @Test
        void bundles_only_software_that_its_list_of_third_parties_names() throws IOException {
            Set<String> named = library.lines("META-INF/THIRD-PARTY.txt").stream()
                    .map(line -> line.split("\\s", 2)[0])
                    .filter(word -> !word.isEmpty())
                    .collect(toSet());
            assertNone(library.classes().stream()
                    .filter(name -> name.startsWith(SHADED))
                    .map(name -> name.substring(SHADED.length()))
                    .filter(name -> named.stream().noneMatch(prefix -> name.startsWith(prefix + "."))));
        }

        @Test
        void says_its_version() throws IOException {
            assertEquals(version(), library.manifest().getValue(Attributes.Name.IMPLEMENTATION_VERSION));
        }

        @Test
        void stays_below_nine_and_a_half_megabytes() throws IOException {
            assertTrue(library.size() <= 9_500_000, () -> library.path() + " has grown");
        }
    }

    @Nested
    class The_library_POM {

        @Test
        void depends_on_slf4j_api_and_JSpecify_alone() throws Exception {
            TreeMap<String, String> scopes = new TreeMap<>();
            for (Element dependency : children(child(pom(), "dependencies"), "dependency")) {
                scopes.put(
                        text(dependency, "groupId") + ":" + text(dependency, "artifactId"), text(dependency, "scope"));
            }
            assertEquals(
                    new TreeMap<>(Map.of("org.jspecify:jspecify", "compile", "org.slf4j:slf4j-api", "compile")),
                    scopes);
        }

        @Test
        void needs_no_parent_and_imports_nothing() throws Exception {
            Element pom = pom();
            assertAll(
                    () -> assertNull(child(pom, "parent")),
                    () -> assertNull(child(pom, "dependencyManagement")),
                    () -> assertEquals("emulator-server", text(pom, "artifactId")),
                    () -> assertEquals(version(), text(pom, "version")));
        }
    }

    @Nested
    class The_class_path_of_a_user {

        @Test
        void holds_the_emulator_once() throws IOException {
            assertEquals(
                    1, places("io/github/ecremulator/core/EcrEmulator.class").size());
            assertEquals(
                    1,
                    places("io/github/ecremulator/server/EcrEmulatorServer.class")
                            .size());
        }

        @Test
        void holds_none_of_what_the_library_bundles() throws IOException {
            assertAll(Stream.of(
                            "io/javalin/Javalin.class",
                            "org/eclipse/jetty/server/Server.class",
                            "jakarta/servlet/Servlet.class",
                            "kotlin/Unit.class",
                            "com/github/benmanes/caffeine/cache/Caffeine.class",
                            "org/pcollections/PMap.class",
                            "picocli/CommandLine.class")
                    .map(name -> () -> assertEquals(List.of(), places(name))));
        }

        private List<URL> places(String resource) throws IOException {
            return Collections.list(JarContentsIT.class.getClassLoader().getResources(resource));
        }
    }

    @Nested
    class The_runnable_jar {

        private final BuiltJar runnable = BuiltJar.named("ecr-emulator.jar.runnable");

        @Test
        void answers_the_version_command() throws Exception {
            Process process = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-jar",
                            runnable.path().toString(),
                            "version")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor());
            assertTrue(output.contains(version()), output);
        }

        @Test
        void brings_its_command_line_and_one_logging_provider() throws IOException {
            List<String> classes = runnable.classes();
            assertTrue(classes.contains("io.github.ecremulator.server.cli.Main"));
            assertTrue(classes.contains("picocli.CommandLine"));
            assertEquals(
                    List.of("org.slf4j.simple.SimpleServiceProvider"),
                    runnable.lines("META-INF/services/org.slf4j.spi.SLF4JServiceProvider").stream()
                            .filter(line -> !line.isBlank())
                            .toList());
        }

        @Test
        void holds_no_class_twice_and_no_module_descriptor() {
            List<String> entries = runnable.entries();
            assertEquals(new TreeSet<>(entries).size(), entries.size());
            assertNone(entries.stream()
                    .filter(name -> name.endsWith("module-info.class") || name.startsWith("META-INF/versions/")));
        }
    }

    private static String version() {
        return System.getProperty("ecr-emulator.version");
    }

    private static void assertNone(Stream<String> unwanted) {
        assertEquals("", String.join("\n", unwanted.toList()));
    }

    private static Element pom() throws Exception {
        Document document = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(BuiltJar.pathFrom("ecr-emulator.pom.library").toFile());
        return document.getDocumentElement();
    }

    private static String text(Element parent, String name) {
        Element element = child(parent, name);
        return element == null ? "" : element.getTextContent().strip();
    }

    private static Element child(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? null : found.get(0);
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}
