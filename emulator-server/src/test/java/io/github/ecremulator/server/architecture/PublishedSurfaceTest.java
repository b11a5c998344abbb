package io.github.ecremulator.server.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.github.ecremulator.core.annotation.Internal;
import io.github.ecremulator.core.annotation.PublishedApi;
import java.util.stream.Stream;

/** What users may build on shows nothing that they would have to have, and nothing that may change. */
@AnalyzeClasses(packages = "io.github.ecremulator.server", importOptions = DoNotIncludeTests.class)
class PublishedSurfaceTest {

    @ArchTest
    static final ArchRule public_types_beside_published_ones_say_which_they_are = classes()
            .that(new DescribedPredicate<JavaClass>("are public and in a package that publishes something") {
                @Override
                public boolean test(JavaClass type) {
                    return type.getModifiers().contains(JavaModifier.PUBLIC)
                            && !type.isAnnotation()
                            && type.getPackage().getClasses().stream()
                                    .anyMatch(neighbour -> neighbour.isAnnotatedWith(PublishedApi.class));
                }
            })
            .should()
            .beAnnotatedWith(PublishedApi.class)
            .orShould()
            .beAnnotatedWith(Internal.class)
            .because("a user must see what will stay and what may change at any time");

    @ArchTest
    static final ArchRule published_types_speak_in_types_of_the_jdk = members()
            .that(new DescribedPredicate<JavaMember>("are published") {
                @Override
                public boolean test(JavaMember member) {
                    return member.getModifiers().contains(JavaModifier.PUBLIC)
                            && member.getOwner().isAnnotatedWith(PublishedApi.class)
                            && !member.isAnnotatedWith(Internal.class);
                }
            })
            .should(new ArchCondition<>("use only types of the JDK and published ones") {
                @Override
                public void check(JavaMember member, ConditionEvents events) {
                    typesOf(member)
                            .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                            .filter(type -> !isPublishable(type))
                            .forEach(type -> events.add(SimpleConditionEvent.violated(
                                    member, member.getFullName() + " shows " + type.getName())));
                }
            })
            .because("whoever compiles against us must not need our dependencies, nor our insides");

    @ArchTest
    static final ArchRule published_types_extend_types_of_the_jdk = classes()
            .that()
            .areAnnotatedWith(PublishedApi.class)
            .should(new ArchCondition<>("extend and implement only types of the JDK and published ones") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    Stream.concat(type.getRawInterfaces().stream(), type.getRawSuperclass().stream())
                            .filter(parent -> !isPublishable(parent))
                            .forEach(parent -> events.add(
                                    SimpleConditionEvent.violated(type, type.getName() + " is a " + parent.getName())));
                }
            })
            .because("what a published type inherits is published with it");

    private static Stream<JavaType> typesOf(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        return Stream.of(
                        Stream.of(unit.getReturnType()),
                        unit.getParameterTypes().stream(),
                        unit.getExceptionTypes().stream().map(JavaType.class::cast))
                .flatMap(types -> types);
    }

    private static boolean isPublishable(JavaClass type) {
        JavaClass bare = type.tryGetComponentType().orElse(type);
        return bare.isPrimitive()
                || bare.getPackageName().startsWith("java.")
                || bare.isAnnotatedWith(PublishedApi.class);
    }
}
