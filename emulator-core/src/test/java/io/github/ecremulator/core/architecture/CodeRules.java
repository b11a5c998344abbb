package io.github.ecremulator.core.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.github.ecremulator.core.EcrEmulator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.time.chrono.ChronoLocalDate;
import java.time.temporal.Temporal;
import java.util.Date;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** What holds for every class that ships, in whichever module. */
final class CodeRules {

    private static final Set<String> EMPTY_WORDS =
            Set.of("util", "utils", "helper", "helpers", "manager", "impl", "common", "misc");

    @ArchTest
    static final ArchRule time_is_injected = noClasses()
            .that(areNot(EcrEmulator.Builder.class))
            .should()
            .accessTargetWhere(targets("the wall clock", CodeRules::isWallClock))
            .because(
                    "all that ECR decides lives on the emulator's clock, which a test moves; one call past it breaks that");

    @ArchTest
    static final ArchRule randomness_is_injected = noClasses()
            .that(areNot(EcrEmulator.Builder.class))
            .should()
            .accessTargetWhere(targets("a source of randomness", CodeRules::isRandomness))
            .because("ids and secrets come from the one generator that the emulator was built with");

    @ArchTest
    static final ArchRule nobody_sleeps = noClasses()
            .should()
            .accessTargetWhere(targets(
                    "Thread.sleep",
                    access -> isOwnedBy(access, Thread.class)
                            && access.getTarget().getName().equals("sleep")))
            .because("work falls due on the emulator's clock; who sleeps waits for another clock");

    @ArchTest
    static final ArchRule nobody_prints = noClasses()
            .should(ACCESS_STANDARD_STREAMS)
            .because(
                    "we run inside other people's tests; what is to be said goes to slf4j, or to the command line's writer");

    @ArchTest
    static final ArchRule names_say_what_a_thing_is = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)(\\$.*)?")
            .orShould(new ArchCondition<JavaClass>("reside in a package of no meaning") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean empty = Stream.of(type.getPackageName().split("\\."))
                            .map(word -> word.toLowerCase(Locale.ROOT))
                            .anyMatch(EMPTY_WORDS::contains);
                    events.add(new SimpleConditionEvent(type, empty, type.getName()));
                }
            })
            .because("such names say that nobody decided what belongs there");

    @ArchTest
    static final ArchRule every_package_is_null_marked = classes()
            .should(new ArchCondition<>("reside in a package whose package-info says @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                    events.add(new SimpleConditionEvent(type, marked, type.getName() + " is in an unmarked package"));
                }
            })
            .because("NullAway proves nothing about packages that are not marked");

    private CodeRules() {}

    private static boolean isWallClock(JavaAccess<?> access) {
        String name = access.getTarget().getName();
        return switch (name) {
            case "now" -> isA(access, Temporal.class) || isA(access, ChronoLocalDate.class);
            case "currentTimeMillis", "nanoTime" -> isOwnedBy(access, System.class);
            case "system" -> isOwnedBy(access, InstantSource.class) || isOwnedBy(access, Clock.class);
            case "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds", "tickMinutes" ->
                isOwnedBy(access, Clock.class);
            case "<init>" -> isOwnedBy(access, Date.class);
            default -> false;
        };
    }

    private static boolean isRandomness(JavaAccess<?> access) {
        return switch (access.getTarget().getName()) {
            case "randomUUID" -> isOwnedBy(access, UUID.class);
            case "random" -> isOwnedBy(access, Math.class) || isOwnedBy(access, StrictMath.class);
            case "<init>" -> isOwnedBy(access, Random.class) || isOwnedBy(access, SecureRandom.class);
            case "current" -> isOwnedBy(access, ThreadLocalRandom.class);
            case "getInstanceStrong" -> isOwnedBy(access, SecureRandom.class);
            default -> false;
        };
    }

    private static boolean isOwnedBy(JavaAccess<?> access, Class<?> owner) {
        return access.getTargetOwner().isEquivalentTo(owner);
    }

    private static boolean isA(JavaAccess<?> access, Class<?> parent) {
        return access.getTargetOwner().isAssignableTo(parent);
    }

    private static DescribedPredicate<JavaClass> areNot(Class<?> exception) {
        return DescribedPredicate.not(equivalentTo(exception)).as("are not " + exception.getName());
    }

    private static DescribedPredicate<JavaAccess<?>> targets(String what, Predicate<JavaAccess<?>> which) {
        return DescribedPredicate.describe("is " + what, which);
    }
}
