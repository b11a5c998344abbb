package io.github.ecremulator.server.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.github.ecremulator.server.architecture.DocumentedPackages.useOnlyWhatIsDocumented;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.github.ecremulator.core.blob.LayerAvailability;
import io.github.ecremulator.core.blob.Layers;
import io.github.ecremulator.core.image.BatchResult;
import io.github.ecremulator.core.image.ImageFailure;
import io.github.ecremulator.core.image.Images;
import io.github.ecremulator.core.image.Referrer;
import io.github.ecremulator.core.image.TaggedImage;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.policy.Authorization;
import io.github.ecremulator.core.repository.Repositories;
import io.github.ecremulator.core.repository.ResourceTags;
import io.github.ecremulator.core.state.Encryption;
import io.github.ecremulator.core.state.Image;
import io.github.ecremulator.core.state.ImageStatus;
import io.github.ecremulator.core.state.LayerLink;
import io.github.ecremulator.core.state.Repository;
import io.github.ecremulator.core.state.RepositorySettings;
import io.github.ecremulator.core.state.TagMutability;
import io.github.ecremulator.core.store.BlobReader;
import io.github.ecremulator.server.awsjson.Operation;
import io.github.ecremulator.server.cli.Main;
import io.github.ecremulator.server.layer.LayerDoor;
import java.io.IOException;

@AnalyzeClasses(packages = "io.github.ecremulator.server", importOptions = DoNotIncludeTests.class)
class ServerPackagesTest {

    /** What the doors see of the core's insides: services, and the values that these answer with. */
    private static final Class<?>[] SERVICES_AND_VALUES = {
        Repositories.class,
        ResourceTags.class,
        Images.class,
        BatchResult.class,
        ImageFailure.class,
        TaggedImage.class,
        Referrer.class,
        Layers.class,
        LayerAvailability.class,
        BlobReader.class,
        Authorization.class,
        Repository.class,
        RepositorySettings.class,
        TagMutability.class,
        Encryption.class,
        Image.class,
        ImageStatus.class,
        LayerLink.class
    };

    @ArchTest
    static final ArchTests rules_for_all_code = ArchTests.in(CodeRules.class);

    @ArchTest
    static final ArchRule packages_form_no_cycle = slices().matching("io.github.ecremulator.(**)")
            .should()
            .beFreeOfCycles()
            .because("a package in a cycle can be understood only together with all the others in it");

    @ArchTest
    static void packages_use_only_what_is_documented(JavaClasses classes) throws IOException {
        classes()
                .should(useOnlyWhatIsDocumented(DocumentedPackages.documented("server")))
                .because("a new edge between packages is a decision, and docs/architecture.md is where it is written")
                .check(classes);
    }

    @ArchTest
    static void the_documentation_lists_the_packages_and_edges_that_exist(JavaClasses classes) throws IOException {
        assertThat(DocumentedPackages.documented("server"))
                .as("docs/architecture.md, section Packages")
                .isEqualTo(DocumentedPackages.actual(classes));
    }

    @ArchTest
    static final ArchRule the_doors_reach_the_state_only_through_the_services = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "..core.commit..",
                            "..core.policy..",
                            "..core.state..",
                            "..core.store..",
                            "..core.blob..",
                            "..core.image..",
                            "..core.repository..",
                            "..core.fixture..")
                    .and(DescribedPredicate.not(belongToAnyOf(SERVICES_AND_VALUES)))
                    .as("are the core's insides, beyond its services and their values"))
            .because("the services ask the gate; a door that reads the state, commits or opens blobs itself does not");

    @ArchTest
    static final ArchRule only_a_signed_url_opens_a_layer_without_the_gate = noClasses()
            .that()
            .doNotBelongToAnyOf(LayerDoor.class)
            .should()
            .callMethod(Layers.class, "openSigned", RepositoryId.class, Digest.class)
            .because("it asks nobody for permission: the signature is the permission");

    @ArchTest
    static final ArchRule only_the_http_package_knows_the_http_server = noClasses()
            .that()
            .resideOutsideOfPackage("..server.http")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta..", "kotlin..")
            .because("handlers take and return values, and one boundary writes HTTP");

    @ArchTest
    static final ArchRule only_the_command_line_knows_picocli = noClasses()
            .that()
            .resideOutsideOfPackage("..server.cli")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..")
            .because("the published library comes without the command line and without picocli");

    @ArchTest
    static final ArchRule nobody_needs_the_command_line = noClasses()
            .that()
            .resideOutsideOfPackage("..server.cli")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..server.cli")
            .because("the published library comes without it");

    @ArchTest
    static final ArchRule only_the_program_ends_the_process = noClasses()
            .that()
            .doNotBelongToAnyOf(Main.class)
            .should()
            .callMethod(System.class, "exit", int.class)
            .because("the process belongs to whoever started it, mostly a test suite");

    @ArchTest
    static final ArchRule an_operation_is_known_only_by_the_table_of_operations = classes()
            .that()
            .implement(Operation.class)
            .should()
            .notHaveModifier(JavaModifier.PUBLIC)
            .andShould()
            .haveModifier(JavaModifier.FINAL)
            .because("whoever needs an operation asks the table for it by its AWS name");
}
