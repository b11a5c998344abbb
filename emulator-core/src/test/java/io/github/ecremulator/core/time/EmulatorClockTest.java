package io.github.ecremulator.core.time;

import static io.github.ecremulator.core.time.SettableTime.START;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EmulatorClockTest {

    private final SettableTime wall = new SettableTime();
    private final EmulatorClock clock = new EmulatorClock(wall);

    @Nested
    class Running {

        @Test
        void it_shows_the_time_of_the_wall() {
            assertThat(clock.now()).isEqualTo(START);
            assertThat(clock.offset()).isEqualTo(Duration.ZERO);
            assertThat(clock.isFrozen()).isFalse();
        }

        @Test
        void it_runs_with_the_wall_ahead_of_it_by_what_it_was_advanced() {
            clock.advance(ofHours(12));
            wall.pass(ofMinutes(5));
            clock.advance(ofHours(1));

            assertThat(clock.now()).isEqualTo(START.plus(ofHours(13)).plus(ofMinutes(5)));
            assertThat(clock.offset()).isEqualTo(ofHours(13));
        }

        @Test
        void it_shows_milliseconds_and_nothing_finer() {
            wall.pass(ofNanos(1_234_567));

            assertThat(clock.now()).isEqualTo(START.plus(ofMillis(1)));
        }

        @Test
        void it_never_goes_back_when_the_wall_does() {
            wall.pass(ofHours(1));
            Instant before = clock.now();
            wall.pass(ofHours(-2));

            assertThat(clock.now()).isEqualTo(before);
        }

        @Test
        void nobody_can_turn_it_back() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> clock.advance(ofNanos(-1)))
                    .withMessageContaining("never goes back");
            assertThat(clock.now()).isEqualTo(START);
        }
    }

    @Nested
    class Frozen {

        @Test
        void it_stands_while_the_wall_goes_on() {
            clock.freeze();
            wall.pass(ofHours(1));

            assertThat(clock.isFrozen()).isTrue();
            assertThat(clock.now()).isEqualTo(START);
            assertThat(clock.offset()).isEqualTo(ofHours(-1));
        }

        @Test
        void advancing_still_moves_it() {
            clock.freeze();
            clock.advance(ofHours(3));
            wall.pass(ofHours(1));

            assertThat(clock.isFrozen()).isTrue();
            assertThat(clock.now()).isEqualTo(START.plus(ofHours(3)));
        }

        @Test
        void it_runs_on_from_where_it_stood() {
            clock.freeze();
            wall.pass(ofHours(1));
            clock.unfreeze();
            assertThat(clock.now()).isEqualTo(START);
            wall.pass(ofMinutes(10));

            assertThat(clock.isFrozen()).isFalse();
            assertThat(clock.now()).isEqualTo(START.plus(ofMinutes(10)));
        }

        @Test
        void freezing_or_unfreezing_again_changes_nothing() {
            clock.unfreeze();
            assertThat(clock.isFrozen()).isFalse();
            clock.freeze();
            wall.pass(ofHours(1));
            clock.freeze();

            assertThat(clock.now()).isEqualTo(START);
        }
    }

    @Nested
    class Work {

        private final Agenda agenda = new Agenda(clock);

        @Test
        void each_piece_is_done_at_its_own_time_and_in_order_before_advance_returns() {
            agenda.add(START.plus(ofHours(3)), "third");
            agenda.add(START.plus(ofHours(1)), "first");
            agenda.add(START.plus(ofHours(2)), "second");
            clock.advance(ofHours(5));

            assertThat(agenda.diary())
                    .containsExactly(
                            "first at 2026-03-01T13:00:00Z",
                            "second at 2026-03-01T14:00:00Z",
                            "third at 2026-03-01T15:00:00Z");
            assertThat(clock.now()).isEqualTo(START.plus(ofHours(5)));
        }

        @Test
        void work_of_several_sources_is_done_in_the_order_of_time() {
            List<String> diary = Collections.synchronizedList(new ArrayList<>());
            Agenda one = new Agenda(clock, diary);
            Agenda other = new Agenda(clock, diary);
            one.add(START.plus(ofHours(1)), "a");
            other.add(START.plus(ofHours(2)), "b");
            one.add(START.plus(ofHours(3)), "c");
            other.add(START.plus(ofHours(4)), "d");
            clock.advance(ofHours(4));

            assertThat(diary)
                    .containsExactly(
                            "a at 2026-03-01T13:00:00Z",
                            "b at 2026-03-01T14:00:00Z",
                            "c at 2026-03-01T15:00:00Z",
                            "d at 2026-03-01T16:00:00Z");
        }

        @Test
        void what_falls_due_at_the_end_is_done_and_what_falls_due_later_is_not() {
            agenda.add(START.plus(ofHours(1)), "due");
            agenda.add(START.plus(ofHours(1)).plusNanos(1), "later");
            clock.advance(ofHours(1));

            assertThat(agenda.diary()).containsExactly("due at 2026-03-01T13:00:00Z");
            assertThat(clock.nextDue()).contains(START.plus(ofHours(1)).plusNanos(1));
        }

        @Test
        void work_that_makes_work_is_followed_up_on_the_way() {
            agenda.add(
                    START.plus(ofHours(1)),
                    "scan",
                    () -> agenda.add(
                            START.plus(ofHours(2)),
                            "report",
                            () -> agenda.add(
                                    START.plus(ofHours(2)),
                                    "mail",
                                    () -> agenda.add(START.plus(ofHours(9)), "reminder"))));
            clock.advance(ofHours(3));

            assertThat(agenda.diary())
                    .containsExactly(
                            "scan at 2026-03-01T13:00:00Z",
                            "report at 2026-03-01T14:00:00Z",
                            "mail at 2026-03-01T14:00:00Z");
            clock.advance(ofHours(6));
            assertThat(agenda.diary()).last().isEqualTo("reminder at 2026-03-01T21:00:00Z");
        }

        @Test
        void work_in_the_past_is_done_now() {
            agenda.add(START.minus(ofHours(1)), "overdue");
            clock.advance(Duration.ZERO);

            assertThat(agenda.diary()).containsExactly("overdue at 2026-03-01T12:00:00Z");
        }

        @Test
        void a_running_clock_does_its_work_when_it_is_asked_what_is_due() {
            agenda.add(START.plus(ofSeconds(30)), "due");
            clock.runDue();
            assertThat(agenda.diary()).isEmpty();
            wall.pass(ofSeconds(31));
            clock.runDue();

            assertThat(agenda.diary()).hasSize(1);
            assertThat(clock.now()).isEqualTo(START.plus(ofSeconds(31)));
        }

        @Test
        void a_frozen_clock_does_its_work_when_it_is_advanced() {
            clock.freeze();
            agenda.add(START.plus(ofHours(1)), "due");
            wall.pass(ofHours(2));
            clock.runDue();
            assertThat(agenda.diary()).isEmpty();
            clock.advance(ofHours(2));

            assertThat(agenda.diary()).containsExactly("due at 2026-03-01T13:00:00Z");
        }

        @Test
        void the_next_piece_is_the_earliest_of_all_sources() {
            assertThat(clock.nextDue()).isEmpty();
            Agenda other = new Agenda(clock);
            agenda.add(START.plus(ofHours(2)), "later");
            other.add(START.plus(ofHours(1)), "sooner");

            assertThat(clock.nextDue()).contains(START.plus(ofHours(1)));
        }
    }

    @Nested
    class Forked {

        @Test
        void it_shows_the_same_time_and_then_goes_its_own_way() {
            clock.advance(ofHours(5));
            EmulatorClock fork = clock.fork();
            assertThat(fork.now()).isEqualTo(clock.now());
            assertThat(fork.isFrozen()).isFalse();
            fork.advance(ofHours(1));

            assertThat(clock.now()).isEqualTo(START.plus(ofHours(5)));
            assertThat(fork.now()).isEqualTo(START.plus(ofHours(6)));
        }

        @Test
        void it_is_frozen_if_the_other_is_and_is_unfrozen_alone() {
            clock.freeze();
            EmulatorClock fork = clock.fork();
            fork.unfreeze();
            wall.pass(ofHours(1));

            assertThat(clock.now()).isEqualTo(START);
            assertThat(fork.now()).isEqualTo(START.plus(ofHours(1)));
        }

        @Test
        void it_has_no_work_of_the_other() {
            Agenda agenda = new Agenda(clock);
            agenda.add(START.plus(ofHours(1)), "due");
            EmulatorClock fork = clock.fork();
            fork.advance(ofHours(2));

            assertThat(fork.nextDue()).isEmpty();
            assertThat(agenda.diary()).isEmpty();
        }
    }

    @Nested
    class Shared {

        private static final int THREADS = 4;
        private static final int ROUNDS = 250;

        @Test
        void those_who_advance_at_once_advance_one_after_the_other() throws Exception {
            Agenda agenda = new Agenda(clock);
            for (int minute = 1; minute <= THREADS * ROUNDS; minute++) {
                agenda.add(START.plus(ofMinutes(minute)), "minute " + minute);
            }
            List<String> expected = new ArrayList<>();
            for (int minute = 1; minute <= THREADS * ROUNDS; minute++) {
                expected.add("minute " + minute + " at " + START.plus(ofMinutes(minute)));
            }
            inAllThreads(() -> clock.advance(ofMinutes(1)));

            assertThat(clock.now()).isEqualTo(START.plus(ofMinutes(THREADS * ROUNDS)));
            assertThat(agenda.diary()).isEqualTo(expected);
        }

        @Test
        void nobody_sees_it_go_back() throws Exception {
            List<String> seenToGoBack = Collections.synchronizedList(new ArrayList<>());
            inAllThreads(() -> {
                Instant first = clock.now();
                clock.advance(ofMillis(1));
                wall.pass(ofMillis(-1));
                Instant second = clock.now();
                if (second.isBefore(first)) {
                    seenToGoBack.add(first + " then " + second);
                }
            });

            assertThat(seenToGoBack).isEmpty();
        }

        private void inAllThreads(Runnable step) throws Exception {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            try {
                List<Future<?>> futures = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    futures.add(threads.submit(() -> {
                        start.await();
                        for (int round = 0; round < ROUNDS; round++) {
                            step.run();
                        }
                        return null;
                    }));
                }
                for (Future<?> future : futures) {
                    future.get();
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }
}
