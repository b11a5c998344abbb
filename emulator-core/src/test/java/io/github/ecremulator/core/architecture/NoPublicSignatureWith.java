package io.github.ecremulator.core.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** That nothing public or protected in a class names a type of certain packages. */
final class NoPublicSignatureWith extends ArchCondition<JavaClass> {

    private final String packages;

    NoPublicSignatureWith(String packages) {
        super("show no type of " + packages);
        this.packages = packages;
    }

    @Override
    public void check(JavaClass owner, ConditionEvents events) {
        owner.getMembers().stream().filter(NoPublicSignatureWith::isVisible).forEach(member -> types(member)
                .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                .filter(type -> type.getPackageName().startsWith(packages))
                .forEach(type -> events.add(
                        SimpleConditionEvent.violated(member, member.getFullName() + " shows " + type.getName()))));
    }

    private static boolean isVisible(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static Stream<? extends JavaType> types(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        return Stream.concat(
                Stream.of(unit.getReturnType()),
                Stream.concat(unit.getParameterTypes().stream(), unit.getExceptionTypes().stream()));
    }
}
