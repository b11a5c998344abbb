package io.github.ecremulator.core.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EmulatorClockTest {

    private static final Instant NOON = Instant.parse("2024-02-29T12:00:00Z");

    private final Wall wall = new Wall();
    private final EmulatorClock clock = new EmulatorClock(wall);
    private final List<String> done = new ArrayList<>();

    @Test
    void itShowsTheWallClockUntilItIsAdvanced() {
        assertEquals(NOON, clock.now());
        assertEquals(Duration.ZERO, clock.offset());
        assertFalse(clock.isFrozen());
    }

    @Test
    void itShowsMilliseconds() {
        wall.now = NOON.plusNanos(123_456_789);

        assertEquals(NOON.plusMillis(123), clock.now());
    }

    @Test
    void advancingMovesItByExactlyThatMuch() {
        clock.advance(Duration.ofHours(12).plusMillis(1));

        assertEquals(NOON.plus(Duration.ofHours(12)).plusMillis(1), clock.now());
        assertEquals(Duration.ofHours(12).plusMillis(1), clock.offset());
    }

    @Test
    void advancesAddUpEvenBelowAMillisecond() {
        for (int i = 0; i < 1000; i++) {
            clock.advance(Duration.ofNanos(1_000));
        }

        assertEquals(NOON.plusMillis(1), clock.now());
    }

    @Test
    void advancingIsExactThoughTheWallClockMovesWhileWorkIsDone() {
        Agenda agenda = new Agenda();
        agenda.at(NOON.plusSeconds(10), () -> wall.now = wall.now.plusSeconds(3));

        clock.advance(Duration.ofMinutes(1));

        assertEquals(Duration.ofMinutes(1), clock.offset());
        assertEquals(NOON.plusSeconds(63), clock.now());
    }

    @Test
    void advancingByNothingIsAllowed() {
        clock.advance(Duration.ZERO);

        assertEquals(NOON, clock.now());
    }

    @Test
    void advancingByANegativeDurationIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> clock.advance(Duration.ofNanos(-1)));
        assertEquals(NOON, clock.now());
    }

    @Test
    void itRunsOnWithTheWallClockAfterAnAdvance() {
        clock.advance(Duration.ofDays(1));
        wall.now = wall.now.plusSeconds(5);

        assertEquals(NOON.plus(Duration.ofDays(1)).plusSeconds(5), clock.now());
    }

    @Test
    void aFrozenClockStandsStill() {
        clock.freeze();
        wall.now = wall.now.plusSeconds(5);

        assertTrue(clock.isFrozen());
        assertEquals(NOON, clock.now());
    }

    @Test
    void aFrozenClockCanBeAdvancedAndStaysFrozen() {
        clock.freeze();
        clock.advance(Duration.ofHours(1));
        wall.now = wall.now.plusSeconds(5);

        assertTrue(clock.isFrozen());
        assertEquals(NOON.plus(Duration.ofHours(1)), clock.now());
    }

    @Test
    void freezingAFrozenClockDoesNotMoveIt() {
        clock.freeze();
        wall.now = wall.now.plusSeconds(5);
        clock.freeze();

        assertEquals(NOON, clock.now());
    }

    @Test
    void anUnfrozenClockRunsOnFromWhereItStood() {
        clock.freeze();
        wall.now = wall.now.plusSeconds(5);
        clock.unfreeze();

        assertEquals(NOON, clock.now());
        wall.now = wall.now.plusSeconds(2);
        assertEquals(NOON.plusSeconds(2), clock.now());
        assertEquals(Duration.ofSeconds(-5), clock.offset());
    }

    @Test
    void unfreezingARunningClockDoesNothing() {
        clock.unfreeze();

        assertFalse(clock.isFrozen());
        assertEquals(NOON, clock.now());
    }

    @Test
    void itNeverGoesBackWhenTheWallClockDoes() {
        assertEquals(NOON, clock.now());
        wall.now = wall.now.minusSeconds(60);

        assertEquals(NOON, clock.now());
        wall.now = NOON.plusSeconds(1);
        assertEquals(NOON.plusSeconds(1), clock.now());
    }

    @Test
    void freezingAfterTheWallClockSteppedBackKeepsTheTimeShown() {
        Instant shown = clock.now();
        wall.now = wall.now.minusSeconds(60);
        clock.freeze();

        assertEquals(shown, clock.now());
    }

    @Test
    void advancingMovesOnFromTheTimeShownAfterTheWallClockSteppedBack() {
        Instant shown = clock.now();
        wall.now = wall.now.minusSeconds(60);

        clock.advance(Duration.ofSeconds(30));

        assertEquals(shown.plusSeconds(30), clock.now());
    }

    @Test
    void advancingRunsWhatIsDueByTheTimeShownAfterTheWallClockSteppedBack() {
        Agenda agenda = new Agenda();
        agenda.note(clock.now().plusSeconds(30), "due");
        wall.now = wall.now.minusSeconds(60);

        clock.advance(Duration.ofSeconds(30));

        assertEquals(List.of("due at 12:00:30"), done);
    }

    @Test
    void dueWorkIsDoneAtItsOwnInstantsInOrder() {
        Agenda one = new Agenda();
        Agenda other = new Agenda();
        one.note(NOON.plusSeconds(30), "third");
        other.note(NOON.plusSeconds(20), "second");
        one.note(NOON.plusSeconds(10), "first");
        other.note(NOON.plusSeconds(61), "too late");

        clock.advance(Duration.ofMinutes(1));

        assertEquals(List.of("first at 12:00:10", "second at 12:00:20", "third at 12:00:30"), done);
        assertEquals(Optional.of(NOON.plusSeconds(61)), clock.nextDue());
    }

    @Test
    void workDueAtTheVeryEndOfAnAdvanceIsDone() {
        new Agenda().note(NOON.plusSeconds(60), "last");

        clock.advance(Duration.ofMinutes(1));

        assertEquals(List.of("last at 12:01:00"), done);
    }

    @Test
    void dueWorkOfAFrozenClockIsDoneAtItsOwnInstantToo() {
        new Agenda().note(NOON.plusSeconds(20), "work");
        clock.freeze();

        clock.advance(Duration.ofMinutes(1));

        assertEquals(List.of("work at 12:00:20"), done);
        assertEquals(NOON.plusSeconds(60), clock.now());
    }

    @Test
    void workThatWorkBringsAboutIsDoneInTheSameAdvance() {
        Agenda agenda = new Agenda();
        agenda.at(NOON.plusSeconds(10), () -> {
            agenda.note(NOON.plusSeconds(20), "effect");
            agenda.note(NOON.plusSeconds(90), "later effect");
        });
        agenda.note(NOON.plusSeconds(30), "other");

        clock.advance(Duration.ofMinutes(1));

        assertEquals(List.of("effect at 12:00:20", "other at 12:00:30"), done);
        clock.advance(Duration.ofSeconds(30));
        assertEquals("later effect at 12:01:30", done.get(2));
    }

    @Test
    void aChainOfWorkRunsToTheEndOfTheAdvance() {
        Agenda agenda = new Agenda();
        repeatEveryHour(agenda, NOON.plus(Duration.ofHours(1)));

        clock.advance(Duration.ofHours(5));

        assertEquals(
                List.of(
                        "tick at 13:00:00",
                        "tick at 14:00:00",
                        "tick at 15:00:00",
                        "tick at 16:00:00",
                        "tick at 17:00:00"),
                done);
    }

    @Test
    void workThatFellDueByItselfIsDoneWhenAskedFor() {
        new Agenda().note(NOON.plusSeconds(20), "work");
        wall.now = NOON.plusSeconds(19);
        clock.runDue();
        assertEquals(List.of(), done);

        wall.now = NOON.plusSeconds(25);
        clock.runDue();

        assertEquals(List.of("work at 12:00:25"), done);
        assertEquals(NOON.plusSeconds(25), clock.now());
    }

    @Test
    void nothingIsDueWithoutWork() {
        assertEquals(Optional.empty(), clock.nextDue());
    }

    @Test
    void aForkShowsTheSameTimeAndGoesItsOwnWay() {
        clock.advance(Duration.ofDays(1));
        EmulatorClock fork = clock.fork();
        assertEquals(clock.now(), fork.now());

        fork.advance(Duration.ofHours(1));

        assertEquals(NOON.plus(Duration.ofDays(1)), clock.now());
        assertEquals(NOON.plus(Duration.ofHours(25)), fork.now());
    }

    @Test
    void aForkOfAFrozenClockIsFrozen() {
        clock.freeze();
        EmulatorClock fork = clock.fork();
        clock.unfreeze();
        wall.now = wall.now.plusSeconds(5);

        assertTrue(fork.isFrozen());
        assertEquals(NOON, fork.now());
    }

    @Test
    void aForkHasNoWork() {
        new Agenda().note(NOON.plusSeconds(10), "work");

        clock.fork().advance(Duration.ofMinutes(1));

        assertEquals(List.of(), done);
        assertEquals(Optional.empty(), clock.fork().nextDue());
    }

    @Test
    void aForkShowsTheSameTimeAfterTheWallClockSteppedBack() {
        Instant shown = clock.now();
        wall.now = wall.now.minusSeconds(60);

        assertEquals(shown, clock.fork().now());
    }

    private void repeatEveryHour(Agenda agenda, Instant at) {
        agenda.at(at, () -> {
            done.add("tick at " + shown());
            repeatEveryHour(agenda, at.plus(Duration.ofHours(1)));
        });
    }

    private String shown() {
        return clock.now().toString().substring(11, 19);
    }

    /** Work at instants; registered with the clock of the test. */
    private final class Agenda implements DueWork {

        private final TreeMap<Instant, List<Runnable>> entries = new TreeMap<>();

        Agenda() {
            clock.register(this);
        }

        void at(Instant instant, Runnable work) {
            entries.computeIfAbsent(instant, key -> new ArrayList<>()).add(work);
        }

        void note(Instant instant, String name) {
            at(instant, () -> done.add(name + " at " + shown()));
        }

        @Override
        public Optional<Instant> nextDue() {
            return entries.isEmpty() ? Optional.empty() : Optional.of(entries.firstKey());
        }

        @Override
        public void runDue(Instant now) {
            Map<Instant, List<Runnable>> due = new TreeMap<>(entries.headMap(now, true));
            due.keySet().forEach(entries::remove);
            due.values().forEach(works -> works.forEach(Runnable::run));
        }
    }

    private static final class Wall implements InstantSource {

        private Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }
    }
}
