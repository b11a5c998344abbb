package io.github.ecremulator.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** A run of JUnit over a test class that is an example in one of our tests. */
record JUnitRun(EngineExecutionResults results) {

    static JUnitRun of(Class<?> testClass) {
        return of(testClass, Map.of());
    }

    static JUnitRun inParallel(Class<?> testClass) {
        return of(
                testClass,
                Map.of(
                        "junit.jupiter.execution.parallel.enabled", "true",
                        "junit.jupiter.execution.parallel.mode.default", "concurrent",
                        "junit.jupiter.execution.parallel.config.strategy", "fixed",
                        "junit.jupiter.execution.parallel.config.fixed.parallelism", "4"));
    }

    private static JUnitRun of(Class<?> testClass, Map<String, String> configuration) {
        return new JUnitRun(EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .configurationParameters(configuration)
                .execute());
    }

    /** Insists that all tests have passed. */
    void passed(int tests) {
        List<Throwable> failures = failures(results.allEvents());
        if (!failures.isEmpty()) {
            throw new AssertionError("the example failed", failures.get(0));
        }
        results.testEvents().assertStatistics(it -> it.succeeded(tests));
    }

    /** The one failure of a test or a class. */
    Throwable failure() {
        List<Throwable> failures = failures(results.allEvents());
        if (failures.size() != 1) {
            throw new AssertionError("one failure was expected, not " + failures);
        }
        return failures.get(0);
    }

    private static List<Throwable> failures(Events events) {
        return events.failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .flatMap(result -> result.getThrowable().stream())
                .toList();
    }
}
