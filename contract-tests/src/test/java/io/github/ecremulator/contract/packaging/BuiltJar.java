package io.github.ecremulator.contract.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** A jar that this build made, found by the system property that carries its path. */
record BuiltJar(Path path) {

    static BuiltJar named(String property) {
        return new BuiltJar(pathFrom(property));
    }

    static Path pathFrom(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException("Set -D" + property + ", as `mvn verify` does");
        }
        return Path.of(value).normalize();
    }

    long size() throws IOException {
        return Files.size(path);
    }

    /** The names of all files in the jar, without directories. */
    List<String> entries() {
        try (JarFile jar = open();
                Stream<String> names =
                        jar.stream().filter(e -> !e.isDirectory()).map(ZipEntry::getName)) {
            return names.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all classes in the jar, in the form of {@link Class#getName()}. */
    List<String> classes() {
        return entries().stream()
                .filter(name -> name.endsWith(".class"))
                .map(name ->
                        name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                .toList();
    }

    Attributes manifest() throws IOException {
        try (JarFile jar = open()) {
            return jar.getManifest().getMainAttributes();
        }
    }

    List<String> lines(String entry) throws IOException {
        try (JarFile jar = open()) {
            byte[] bytes = jar.getInputStream(jar.getEntry(entry)).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        }
    }

    private JarFile open() throws IOException {
        return new JarFile(path.toFile());
    }
}
