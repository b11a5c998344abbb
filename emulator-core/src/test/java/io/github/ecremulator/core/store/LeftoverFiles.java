package io.github.ecremulator.core.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds the files that appeared in a directory since this was made, and those that this process has open although they
 * have no name any more. Where the operating system does not list a process's open files, only the former.
 */
public final class LeftoverFiles {

    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    private final Path directory;
    private final Predicate<String> which;
    private final Set<String> before;

    /**
     * Looks at a directory now.
     *
     * @param which the names that count
     */
    public LeftoverFiles(Path directory, Predicate<String> which) throws IOException {
        this.directory = directory.toRealPath();
        this.which = which;
        this.before = now();
    }

    /** What is there now and was not before. */
    Set<String> since() throws IOException {
        Set<String> since = now();
        since.removeAll(before);
        since.removeIf(file -> !file.contains("fd ") && !Files.exists(directory.resolve(file)));
        return since;
    }

    private Set<String> now() throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.map(file -> file.getFileName().toString()).filter(which).forEach(found::add);
        }
        if (Files.isDirectory(OPEN_FILES)) {
            try (Stream<Path> descriptors = Files.list(OPEN_FILES)) {
                for (Path descriptor : (Iterable<Path>) descriptors::iterator) {
                    addOpenFile(descriptor, found);
                }
            }
        }
        return found;
    }

    private void addOpenFile(Path descriptor, Set<String> found) throws IOException {
        try {
            Path target = Files.readSymbolicLink(descriptor);
            if (target.startsWith(directory) && which.test(target.getFileName().toString())) {
                found.add("fd " + descriptor.getFileName() + " -> " + target);
            }
        } catch (NoSuchFileException e) {
            // it was closed meanwhile, such as the one that lists them
            return;
        }
    }
}
