package io.github.ecremulator.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.ecremulator.core.EcrEmulator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecr.EcrClient;

/** Each test creates the same repository, which fails in an emulator where another test did so. */
class IsolationTest {

    @Test
    void everyTestHasAnEmulatorOfItsOwn() {
        JUnitRun.of(ManyKindsOfTests.class).passed(10);
    }

    @Test
    void testsInParallelHaveEmulatorsOfTheirOwn() {
        JUnitRun.inParallel(TestsAtTheSameTime.class).passed(4);
        assertEquals(4, TestsAtTheSameTime.EMULATORS.size());
    }

    @Test
    void whatHappensBeforeAndAfterATestHappensInItsEmulator() {
        JUnitRun.of(Lifecycle.class).passed(2);
    }

    @Test
    void aConstructorTakesPartInItsTest() {
        JUnitRun.of(Constructed.class).passed(3);
    }

    @EcrEmulatorTest
    static class ManyKindsOfTests {

        @Test
        void one(EcrClient client) {
            client.createRepository(request -> request.repositoryName("app"));
        }

        @Test
        void another(EcrClient client) {
            client.createRepository(request -> request.repositoryName("app"));
        }

        @RepeatedTest(2)
        void repeated(EcrClient client) {
            client.createRepository(request -> request.repositoryName("app"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"MUTABLE", "IMMUTABLE"})
        void parameterized(String mutability, EcrClient client) {
            client.createRepository(request -> request.repositoryName("app").imageTagMutability(mutability));
        }

        @TestFactory
        Stream<DynamicTest> dynamic(EcrClient client) {
            client.createRepository(request -> request.repositoryName("app"));
            return Stream.of(dynamicTest(
                    "sees what its factory did",
                    () -> assertEquals(
                            1, client.describeRepositories().repositories().size())));
        }

        @Nested
        class Inner {

            @Test
            void one(EcrClient client) {
                client.createRepository(request -> request.repositoryName("app"));
            }

            @Nested
            class Innermost {

                @Test
                void one(EcrClient client) {
                    client.createRepository(request -> request.repositoryName("app"));
                }

                @RepeatedTest(1)
                void another(EcrEmulator ecr) {
                    ecr.createRepository("app");
                }
            }
        }
    }

    @EcrEmulatorTest
    static class TestsAtTheSameTime {

        static final Set<EcrEmulator> EMULATORS = ConcurrentHashMap.newKeySet();
        static final CyclicBarrier ALL_ARE_HERE = new CyclicBarrier(4);

        @RepeatedTest(4)
        void oneOfMany(EcrClient client, EcrEmulator ecr) throws Exception {
            EMULATORS.add(ecr);
            client.createRepository(request -> request.repositoryName("app"));
            ALL_ARE_HERE.await(1, TimeUnit.MINUTES);
            assertEquals(1, client.describeRepositories().repositories().size());
        }
    }

    @EcrEmulatorTest
    static class Lifecycle {

        EcrClient before;

        @BeforeEach
        void prepare(EcrClient client, EcrEmulator ecr) {
            before = client;
            ecr.createRepository("app");
        }

        @Test
        void seesWhatIsPrepared(EcrClient client) {
            assertEquals(1, client.describeRepositories().repositories().size());
            assertSame(before, client);
        }

        @AfterEach
        void cleanUp(EcrClient client) {
            client.deleteRepository(request -> request.repositoryName("app"));
        }

        @Nested
        class Inner {

            @BeforeEach
            void prepareMore(EcrEmulator ecr) {
                ecr.createRepository("other");
            }

            @Test
            void seesWhatIsPreparedAround(EcrClient client) {
                assertEquals(2, client.describeRepositories().repositories().size());
            }
        }
    }

    @EcrEmulatorTest
    static class Constructed {

        final EcrEmulator ecr;

        Constructed(EcrEmulator ecr) {
            this.ecr = ecr;
            ecr.createRepository("app");
        }

        @RepeatedTest(2)
        void takesTheSame(EcrEmulator same) {
            assertSame(ecr, same);
        }

        @Nested
        class Inner {

            Inner(EcrEmulator same) {
                assertSame(ecr, same);
            }

            @Test
            void takesTheSame(EcrEmulator same) {
                assertSame(ecr, same);
            }
        }
    }
}
