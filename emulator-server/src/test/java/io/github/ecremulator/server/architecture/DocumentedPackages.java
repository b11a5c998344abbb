package io.github.ecremulator.server.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The packages and what they may use, as docs/architecture.md lists them. */
final class DocumentedPackages {

    private static final String BASE = "io.github.ecremulator.";
    private static final Path DOCUMENT = Path.of("..", "docs", "architecture.md");
    private static final Pattern ROW = Pattern.compile("\\| `([a-z.]+)` \\|[^|]*\\|([^|]*)\\|");
    private static final Pattern NAME = Pattern.compile("`([a-z.]+)`");

    private DocumentedPackages() {}

    /** Package by package what it uses, of those whose name begins with a prefix. */
    static Map<String, Set<String>> documented(String module) throws IOException {
        Map<String, Set<String>> packages = new TreeMap<>();
        Files.readAllLines(DOCUMENT).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches() && row.group(1).split("\\.", 2)[0].equals(module))
                .forEach(row -> packages.put(row.group(1), names(row.group(2))));
        return packages;
    }

    /** Package by package what the code uses. */
    static Map<String, Set<String>> actual(JavaClasses classes) {
        Map<String, Set<String>> packages = new TreeMap<>();
        for (JavaClass origin : classes) {
            Set<String> uses = packages.computeIfAbsent(shortName(origin), absent -> new TreeSet<>());
            uses(origin).keySet().forEach(uses::add);
        }
        return packages;
    }

    /** That a class uses only packages that the row of its own package names. */
    static ArchCondition<JavaClass> useOnlyWhatIsDocumented(Map<String, Set<String>> documented) {
        return new ArchCondition<>("use only the packages that docs/architecture.md names for theirs") {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                Set<String> allowed = documented.getOrDefault(shortName(origin), Set.of());
                uses(origin).forEach((target, how) -> {
                    if (!allowed.contains(target)) {
                        events.add(SimpleConditionEvent.violated(origin, how));
                    }
                });
            }
        };
    }

    /** The other packages of ours that a class uses, and for each one place where it does. */
    private static Map<String, String> uses(JavaClass origin) {
        Map<String, String> uses = new TreeMap<>();
        for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
            add(uses, origin, dependency.getTargetClass(), dependency.getDescription());
        }
        for (JavaCodeUnitAccess<?> call : origin.getCodeUnitAccessesFromSelf()) {
            CodeUnitAccessTarget target = call.getTarget();
            add(uses, origin, target.getRawReturnType(), call.getDescription());
            target.getRawParameterTypes().forEach(type -> add(uses, origin, type, call.getDescription()));
        }
        return uses;
    }

    private static void add(Map<String, String> uses, JavaClass origin, JavaClass type, String how) {
        JavaClass target = type.tryGetComponentType().orElse(type);
        if (target.getPackageName().startsWith(BASE) && !shortName(target).equals(shortName(origin))) {
            uses.putIfAbsent(shortName(target), how);
        }
    }

    private static Set<String> names(String cell) {
        return NAME.matcher(cell)
                .results()
                .map((MatchResult name) -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String shortName(JavaClass type) {
        return type.getPackageName().substring(BASE.length());
    }
}
