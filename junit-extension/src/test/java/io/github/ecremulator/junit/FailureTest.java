package io.github.ecremulator.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.ecremulator.core.EcrEmulator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.ecr.EcrClient;

/** A failed test says what the emulator saw. */
class FailureTest {

    @Test
    void theFailureOfATestListsItsRequests() {
        Throwable failure = JUnitRun.of(Failing.class).failure();

        assertEquals("not as expected", failure.getMessage());
        List<String> lines = requests(failure).lines().toList();
        assertEquals("the emulator saw these requests, the latest last:", lines.get(0));
        assertEquals(3, lines.size());
        assertTrue(lines.get(1).matches(" +POST / -> 200.*CreateRepository.*"), lines.get(1));
        assertTrue(lines.get(2).matches(" +POST / -> 400.*DescribeImages.*"), lines.get(2));
    }

    @Test
    void itHasNoStackTraceThatWouldHideThem() {
        assertEquals(0, seen(JUnitRun.of(Failing.class).failure()).getStackTrace().length);
    }

    @Test
    void onlyTheLatestAreListed() {
        List<String> lines =
                requests(JUnitRun.of(FailingLate.class).failure()).lines().toList();

        assertEquals("the emulator saw these requests, the latest last (10 more came before):", lines.get(0));
        assertEquals(31, lines.size());
    }

    @Test
    void theFailureOfADynamicTestListsThem() {
        assertTrue(requests(JUnitRun.of(FailingDynamically.class).failure()).contains("POST /"));
    }

    @Test
    void theFailureOfAPreparationListsThem() {
        assertTrue(requests(JUnitRun.of(FailingBefore.class).failure()).contains("POST /"));
    }

    @Test
    void theFailureOfAPreparationOfTheClassListsThem() {
        assertTrue(requests(JUnitRun.of(FailingBeforeAll.class).failure()).contains("POST /"));
    }

    @Test
    void withoutRequestsAFailureStaysAsItIs() {
        assertEquals(0, JUnitRun.of(FailingWithoutRequests.class).failure().getSuppressed().length);
    }

    @EcrEmulatorTest
    static class Failing {

        @Test
        void fails(EcrClient client) {
            client.createRepository(request -> request.repositoryName("app"));
            try {
                client.describeImages(request -> request.repositoryName("other"));
            } catch (RuntimeException e) {
                fail("not as expected");
            }
        }
    }

    @EcrEmulatorTest
    static class FailingLate {

        @Test
        void fails(EcrClient client) {
            IntStream.range(0, 40).forEach(i -> client.describeRepositories());
            fail("not as expected");
        }
    }

    @EcrEmulatorTest
    static class FailingDynamically {

        @TestFactory
        Stream<DynamicTest> tests(EcrClient client) {
            return Stream.of(dynamicTest("fails", () -> {
                client.describeRepositories();
                fail("not as expected");
            }));
        }
    }

    @EcrEmulatorTest
    static class FailingBefore {

        @BeforeEach
        void prepare(EcrClient client) {
            client.describeImages(request -> request.repositoryName("other"));
        }

        @Test
        void neverRuns() {}
    }

    @EcrEmulatorTest
    static class FailingBeforeAll {

        @BeforeAll
        static void prepare(EcrClient client) {
            client.describeImages(request -> request.repositoryName("other"));
        }

        @Test
        void neverRuns() {}
    }

    @EcrEmulatorTest
    static class FailingWithoutRequests {

        @Test
        void fails(EcrEmulator ecr, EcrClient client) {
            fail("not as expected");
        }
    }

    private static String requests(Throwable failure) {
        return seen(failure).getMessage();
    }

    private static RequestsSeen seen(Throwable failure) {
        assertEquals(1, failure.getSuppressed().length);
        return (RequestsSeen) failure.getSuppressed()[0];
    }
}
