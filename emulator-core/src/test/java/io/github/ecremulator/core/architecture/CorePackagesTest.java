package io.github.ecremulator.core.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.github.ecremulator.core.architecture.DocumentedPackages.useOnlyWhatIsDocumented;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.core.blob.Layers;
import io.github.ecremulator.core.commit.Commits;
import io.github.ecremulator.core.image.Images;
import io.github.ecremulator.core.policy.Gate;
import io.github.ecremulator.core.store.BlobStore;
import java.io.IOException;

@AnalyzeClasses(packages = "io.github.ecremulator.core", importOptions = DoNotIncludeTests.class)
class CorePackagesTest {

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
                .should(useOnlyWhatIsDocumented(DocumentedPackages.documented("core")))
                .because("a new edge between packages is a decision, and docs/architecture.md is where it is written")
                .check(classes);
    }

    @ArchTest
    static void the_documentation_lists_the_packages_and_edges_that_exist(JavaClasses classes) throws IOException {
        assertThat(DocumentedPackages.documented("core"))
                .as("docs/architecture.md, section Packages")
                .isEqualTo(DocumentedPackages.actual(classes));
    }

    @ArchTest
    static final ArchRule only_few_hold_the_commits = noClasses()
            .that()
            .resideOutsideOfPackage("..core.commit")
            .and()
            .doNotBelongToAnyOf(Gate.class, Layers.class, Images.class, EcrEmulator.class)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Commits.class)
            .because("whoever holds the commits can pass the gate: Layers and Images do for work that nobody asked for"
                    + " (expiry, recorded pulls, signed URLs), EcrEmulator for its owner");

    @ArchTest
    static final ArchRule only_the_emulator_builds_a_gate = noClasses()
            .that()
            .doNotBelongToAnyOf(Gate.class, EcrEmulator.class)
            .should()
            .callConstructor(Gate.class, Commits.class)
            .because("a second gate would be a second place that decides who may do what");

    @ArchTest
    static final ArchRule only_the_facade_chooses_a_store = noClasses()
            .that()
            .resideOutsideOfPackages("..core.store.memory", "..core")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..core.store.memory")
            .because("the rest knows the port " + BlobStore.class.getSimpleName()
                    + ", so that another store can take its place");

    @ArchTest
    static final ArchRule the_core_knows_no_http = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.javalin..", "jakarta..", "org.eclipse.jetty..", "java.net.http..", "com.sun.net..", "picocli..")
            .because("both protocols end in the core; what one of them needs does not belong there");

    @ArchTest
    static final ArchRule jackson_stays_out_of_public_signatures = classes()
            .that()
            .arePublic()
            .should(new NoPublicSignatureWith("com.fasterxml.jackson"))
            .because("it is relocated in the published jar, where such a signature would change its name");
}
