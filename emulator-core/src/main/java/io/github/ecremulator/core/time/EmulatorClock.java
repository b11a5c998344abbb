package io.github.ecremulator.core.time;

import io.github.ecremulator.core.annotation.PublishedApi;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The clock by which everything in an emulator happens: tokens expire, uploads lapse, policies run. It runs with the
 * wall clock, ahead of it by what it has been advanced, unless frozen, and never goes back.
 *
 * <p>Advancing runs all work that falls due on the way, each item at its own instant and in order, before it returns.
 * Safe for use by many threads; two that advance at once advance one after the other.
 */
@PublishedApi
public final class EmulatorClock {

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private final Monotone wall;
    private final List<DueWork> work = new ArrayList<>();
    private final Object advancing = new Object();

    private volatile Reading reading;

    /** A clock that runs with a source of time. */
    public EmulatorClock(InstantSource wall) {
        this(new Monotone(wall), new Reading(Duration.ZERO, null));
    }

    private EmulatorClock(Monotone wall, Reading reading) {
        this.wall = wall;
        this.reading = reading;
    }

    /** The emulator's time, to the millisecond, which is what ECR shows. */
    public Instant now() {
        return at(reading).truncatedTo(ChronoUnit.MILLIS);
    }

    /** How far this clock is ahead of the wall clock. */
    public Duration offset() {
        Reading current = reading;
        return current.frozenAt == null ? current.offset : Duration.between(wall.instant(), current.frozenAt);
    }

    /** Whether the clock stands still. */
    public boolean isFrozen() {
        return reading.frozenAt != null;
    }

    /** Stops the clock; {@link #advance} still moves it. */
    public void freeze() {
        synchronized (advancing) {
            if (!isFrozen()) {
                reading = new Reading(reading.offset, at(reading));
            }
        }
    }

    /** Lets a frozen clock run on from where it stands. */
    public void unfreeze() {
        synchronized (advancing) {
            Instant frozenAt = reading.frozenAt;
            if (frozenAt != null) {
                reading = new Reading(Duration.between(wall.instant(), frozenAt), null);
            }
        }
    }

    /**
     * Moves the clock on and runs what falls due on the way.
     *
     * @param duration how far, zero or more
     * @throws IllegalArgumentException when the duration is negative, or leads beyond the year 9999
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("the clock never goes back: " + duration);
        }
        synchronized (advancing) {
            Reading begun = reading;
            if (duration.compareTo(Duration.between(at(begun), LATEST)) > 0) {
                throw new IllegalArgumentException("the clock goes no further than " + LATEST);
            }
            runUntil(at(begun).plus(duration));
            Instant frozenAt = begun.frozenAt;
            reading = frozenAt == null
                    ? new Reading(begun.offset.plus(duration), null)
                    : new Reading(begun.offset, frozenAt.plus(duration));
        }
    }

    /** Runs what has fallen due by now. */
    public void runDue() {
        synchronized (advancing) {
            runUntil(at(reading));
        }
    }

    /** The next instant at which something falls due. */
    public Optional<Instant> nextDue() {
        return earliest().flatMap(DueWork::nextDue);
    }

    /** Adds a source of due work. */
    public void register(DueWork source) {
        synchronized (advancing) {
            work.add(source);
        }
    }

    /** A clock of its own that shows the same time and is frozen if this one is, with no work yet. */
    public EmulatorClock fork() {
        return new EmulatorClock(wall, reading);
    }

    private void runUntil(Instant target) {
        for (Optional<DueWork> next = earliest(); next.isPresent(); next = earliest()) {
            Instant due = next.get().nextDue().orElse(Instant.MAX);
            if (due.isAfter(target)) {
                return;
            }
            moveTo(due);
            next.get().runDue(due);
        }
    }

    private void moveTo(Instant instant) {
        if (instant.isAfter(at(reading))) {
            reading = isFrozen()
                    ? new Reading(reading.offset, instant)
                    : new Reading(Duration.between(wall.instant(), instant), null);
        }
    }

    private Optional<DueWork> earliest() {
        List<DueWork> sources;
        synchronized (advancing) {
            sources = List.copyOf(work);
        }
        return sources.stream()
                .filter(source -> source.nextDue().isPresent())
                .min(Comparator.comparing(source -> source.nextDue().orElse(Instant.MAX)));
    }

    private Instant at(Reading current) {
        return current.frozenAt != null ? current.frozenAt : wall.instant().plus(current.offset);
    }

    /** The wall clock, which may be set back, as a time that stands still until it has caught up. */
    private static final class Monotone {

        private final InstantSource source;
        private final AtomicReference<Instant> highest = new AtomicReference<>(Instant.MIN);

        Monotone(InstantSource source) {
            this.source = source;
        }

        Instant instant() {
            return highest.accumulateAndGet(source.instant(), (a, b) -> a.isAfter(b) ? a : b);
        }
    }

    private record Reading(Duration offset, @Nullable Instant frozenAt) {}
}
