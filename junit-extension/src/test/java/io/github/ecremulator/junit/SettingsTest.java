package io.github.ecremulator.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecremulator.core.EcrEmulator;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.Repository;

class SettingsTest {

    @Test
    void theAnnotationNearestToTheTestCounts() {
        JUnitRun.of(Annotated.class).passed(4);
    }

    @Test
    void aMethodAloneCanBeAnnotated() {
        JUnitRun.of(OneMethod.class).passed(1);
    }

    @Test
    void settingsAreInherited() {
        JUnitRun.of(Inheriting.class).passed(4);
    }

    @Test
    void settingsCanComeFromAnAnnotationOfOnesOwn() {
        JUnitRun.of(Composed.class).passed(1);
    }

    @Test
    void settingsCanComeFromCode() {
        JUnitRun.of(Registered.class).passed(2);
    }

    @Test
    void theExtensionAloneHasDefaults() {
        JUnitRun.of(Extended.class).passed(1);
    }

    @Test
    void wrongSettingsAreNamed() {
        String message = JUnitRun.of(Wrong.class).failure().getMessage();

        assertTrue(message.contains("12"), message);
    }

    @EcrEmulatorTest(
            account = "210987654321",
            region = "eu-west-1",
            repositories = {"app", "team/app"},
            uriStyle = "aws")
    static class Annotated {

        @BeforeAll
        static void prepare(EcrEmulator ecr) {
            ecr.createRepository("prepared");
        }

        @Test
        void ofTheClass(EcrClient client) {
            assertEquals(
                    List.of(
                            "210987654321.dkr.ecr.eu-west-1.amazonaws.com/app",
                            "210987654321.dkr.ecr.eu-west-1.amazonaws.com/prepared",
                            "210987654321.dkr.ecr.eu-west-1.amazonaws.com/team/app"),
                    uris(client));
        }

        @Test
        @EcrEmulatorTest(repositories = "other", uriStyle = "ecr.test:5010")
        void ofTheMethod(EcrClient client, EcrEmulator ecr) {
            assertEquals(List.of("ecr.test:5010/other"), uris(client));
            assertEquals("us-east-1", ecr.region());
        }

        @Nested
        class Inner {

            @Test
            void ofTheEnclosingClass(EcrClient client) {
                assertEquals(3, uris(client).size());
            }
        }

        @Nested
        @EcrEmulatorTest(region = "eu-central-1")
        class OtherInner {

            @Test
            void ofTheNestedClass(EcrEmulator ecr, EcrClient client) {
                assertEquals("eu-central-1", ecr.region());
                assertEquals("123456789012", ecr.account());
                assertEquals(List.of(), uris(client));
            }
        }
    }

    static class Inheriting extends Annotated {}

    static class OneMethod {

        @Test
        @EcrEmulatorTest(repositories = "app")
        void ofTheMethod(EcrClient client) {
            assertEquals(1, uris(client).size());
        }
    }

    @EcrEmulatorTest(repositories = "base-image")
    @Retention(RetentionPolicy.RUNTIME)
    @interface WithBaseImage {}

    @WithBaseImage
    static class Composed {

        @Test
        void ofTheComposedAnnotation(EcrClient client) {
            assertEquals(1, uris(client).size());
        }
    }

    static class Registered {

        @RegisterExtension
        static final EcrEmulatorExtension ECR = EcrEmulatorExtension.builder()
                .account("210987654321")
                .region("eu-west-1")
                .repositories("app")
                .uriStyle("aws")
                .build();

        @Test
        void fromCode(EcrClient client) {
            assertEquals(List.of("210987654321.dkr.ecr.eu-west-1.amazonaws.com/app"), uris(client));
        }

        @Nested
        class Inner {

            @Test
            void fromCode(EcrEmulator ecr) {
                assertEquals("210987654321", ecr.account());
            }
        }
    }

    @ExtendWith(EcrEmulatorExtension.class)
    static class Extended {

        @Test
        void defaults(EcrClient client, EcrEmulator ecr) {
            assertEquals(List.of(), uris(client));
            assertEquals("us-east-1", ecr.region());
            assertEquals("123456789012", ecr.account());
        }
    }

    @EcrEmulatorTest(account = "12")
    static class Wrong {

        @Test
        void neverRuns(EcrEmulator ecr) {}
    }

    private static List<String> uris(EcrClient client) {
        return client.describeRepositories().repositories().stream()
                .map(Repository::repositoryUri)
                .toList();
    }
}
