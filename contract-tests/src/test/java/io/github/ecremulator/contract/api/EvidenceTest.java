package io.github.ecremulator.contract.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class EvidenceTest {

    @Test
    @Documented("the standards of this project")
    void everyTestOfTheApiSaysHowItsExpectationIsKnown() throws IOException, URISyntaxException {
        List<String> unexplained = testClasses()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method ->
                        method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class))
                .filter(method -> !isExplained(method) && !isExplained(method.getDeclaringClass()))
                .map(Method::toString)
                .toList();

        assertThat(unexplained).isEmpty();
    }

    private static boolean isExplained(AnnotatedElement element) {
        return element.isAnnotationPresent(Documented.class)
                || element.isAnnotationPresent(Observed.class)
                || element.isAnnotationPresent(Assumed.class);
    }

    private static Stream<Class<?>> testClasses() throws IOException, URISyntaxException {
        Path here = Path.of(Objects.requireNonNull(EvidenceTest.class.getResource("EvidenceTest.class"))
                        .toURI())
                .getParent();
        try (Stream<Path> files = Files.list(here)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains("Test") && name.endsWith(".class"))
                    .map(name -> EvidenceTest.class.getPackageName() + "." + name.replace(".class", ""))
                    .toList();
            return names.stream().map(EvidenceTest::load);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
