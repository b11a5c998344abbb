package io.github.ecremulator.contract.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecremulator.core.EmulatorUsage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecr.model.Repository;

/**
 * Remembers everything a request could leave behind, and compares when the request is over: the images and tags of every
 * repository, open uploads, temporary files, blobs, threads at work, open files.
 */
final class LeakWatch {

    private static final Path OPEN_FILES = Path.of("/proc/self/fd");
    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    private final RegistryUnderTest registry;
    private final EmulatorUsage usage;
    private final Map<String, Set<String>> images;
    private final Set<Thread> busyThreads;
    private final Set<String> threadKinds;
    private final List<String> openTemporaryFiles;

    private LeakWatch(RegistryUnderTest registry) {
        this.registry = registry;
        this.images = images();
        this.usage = registry.emulator().usage();
        this.busyThreads = busyThreads();
        this.threadKinds = threadKinds();
        this.openTemporaryFiles = openTemporaryFiles();
    }

    /** Call when the doors have been used once, so that their pools stand. */
    static LeakWatch over(RegistryUnderTest registry) {
        return new LeakWatch(registry);
    }

    /** Fails unless, once the server has settled, all is as it was. */
    void assertNothingIsLeft() {
        Eventually.holds(() -> {
            assertThat(registry.emulator().usage().openUploads())
                    .as("open uploads")
                    .isEqualTo(usage.openUploads());
            assertThat(registry.emulator().usage().temporaryFiles())
                    .as("temporary files")
                    .isEqualTo(usage.temporaryFiles());
            assertThat(registry.emulator().usage()).as("usage").isEqualTo(usage);
        });
        assertThat(images()).as("repositories and their images").isEqualTo(images);
        Eventually.holds(() ->
                assertThat(openTemporaryFiles()).as("open temporary files").isSubsetOf(openTemporaryFiles));
        Eventually.holds(() -> assertThat(stacks(busyThreads()))
                .as("threads still at work in the emulator")
                .isEmpty());
        assertThat(threadKinds()).as("kinds of threads").isSubsetOf(threadKinds);
    }

    private Map<String, Set<String>> images() {
        Map<String, Set<String>> found = new TreeMap<>();
        for (Repository repository : registry.api().describeRepositories().repositories()) {
            found.put(
                    repository.repositoryName(),
                    registry
                            .api()
                            .listImages(r -> r.repositoryName(repository.repositoryName())
                                    .maxResults(1000))
                            .imageIds()
                            .stream()
                            .map(id -> id.imageTag() + "=" + id.imageDigest())
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        return found;
    }

    /** Threads inside the code of the emulator, other than those that were there from the start. */
    private Set<Thread> busyThreads() {
        Set<Thread> busy = new HashSet<>();
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            if (thread != Thread.currentThread()
                    && Arrays.stream(stack).anyMatch(LeakWatch::isCodeOfTheEmulator)
                    && (busyThreads == null || !busyThreads.contains(thread))) {
                busy.add(thread);
            }
        });
        return busy;
    }

    private static boolean isCodeOfTheEmulator(StackTraceElement frame) {
        return frame.getClassName().startsWith("io.github.ecremulator.core.")
                || frame.getClassName().startsWith("io.github.ecremulator.server.");
    }

    private static String stacks(Set<Thread> threads) {
        return threads.stream()
                .map(thread -> thread.getName() + " " + Arrays.toString(thread.getStackTrace()))
                .collect(Collectors.joining("\n"));
    }

    /** Names without their numbers: a pool may grow by a worker, but no new sort of thread may appear. */
    private static Set<String> threadKinds() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(thread -> thread.getName().replaceAll("[0-9a-f]{6,}|[0-9]+", "#"))
                .filter(name -> !name.matches("HttpClient-.*|idle-connection-reaper|sdk-.*|Keep-Alive-.*|Attach .*"))
                .collect(Collectors.toSet());
    }

    /** The temporary files this process has open, deleted ones too; empty where the system does not tell. */
    static List<String> openTemporaryFiles() {
        if (!Files.isDirectory(OPEN_FILES)) {
            return List.of();
        }
        try (Stream<Path> descriptors = Files.list(OPEN_FILES)) {
            return descriptors
                    .map(LeakWatch::target)
                    .filter(target -> target.startsWith(TEMPORARY.toString() + "/"))
                    .filter(target -> !target.endsWith(".jar") && !target.contains("surefire"))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
