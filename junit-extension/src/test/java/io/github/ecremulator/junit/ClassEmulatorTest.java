package io.github.ecremulator.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.core.fixture.TestImage;
import io.github.ecremulator.core.time.EmulatorClock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** What is prepared in {@code @BeforeAll} is there in every test, and what a test does about it stays there. */
class ClassEmulatorTest {

    @Test
    void everyTestBeginsWithAForkOfWhatIsPreparedForTheClass() {
        JUnitRun.of(Prepared.class).passed(4);
    }

    @Test
    void testsInParallelBeginWithAForkEach() {
        JUnitRun.inParallel(Prepared.class).passed(4);
    }

    @Test
    void aConstructorThatServesAllTestsIsRefused() {
        Throwable failure = JUnitRun.of(OneInstance.class).failure();

        assertEquals(ParameterResolutionException.class, failure.getClass());
        assertTrue(failure.getMessage().contains("in @BeforeEach or in @BeforeAll instead"), failure.getMessage());
    }

    @EcrEmulatorTest
    static class Prepared {

        @BeforeAll
        static void prepare(EcrClient client, EcrEmulator ecr, EmulatorClock clock) {
            client.createRepository(request -> request.repositoryName("app"));
            ecr.push("app:1", TestImage.of("one"));
            clock.advance(Duration.ofDays(30));
        }

        @RepeatedTest(2)
        void deletesForItselfOnly(EcrClient client, EmulatorClock clock) {
            client.deleteRepository(request -> request.repositoryName("app").force(true));
            assertThrows(
                    RepositoryNotFoundException.class,
                    () -> client.describeImages(request -> request.repositoryName("app")));
            assertEquals(Duration.ofDays(30), clock.offset());
        }

        @AfterAll
        static void stillThere(EcrEmulator ecr, EcrClient client) {
            assertEquals(
                    1,
                    client.describeImages(request -> request.repositoryName("app"))
                            .imageDetails()
                            .size());
            ecr.reset();
        }

        @Nested
        class Inner {

            @BeforeAll
            static void prepareMore(EcrEmulator ecr) {
                ecr.push("app:2", TestImage.of("two"));
            }

            @RepeatedTest(2)
            void seesWhatBothPrepared(EcrClient client, EcrEmulator ecr) {
                ecr.push("app:3", TestImage.of("three"));
                assertEquals(
                        3,
                        client.describeImages(request -> request.repositoryName("app"))
                                .imageDetails()
                                .size());
            }
        }
    }

    @EcrEmulatorTest
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OneInstance {

        OneInstance(EcrEmulator ecr) {}

        @Test
        void neverRuns() {}
    }
}
