package io.github.ecremulator.core.time;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Due work that notes what was done at which time of the clock. Safe for use by many threads. */
final class Agenda implements DueWork {

    private final EmulatorClock clock;
    private final List<String> diary;
    private final TreeMap<Instant, List<Item>> items = new TreeMap<>();

    private record Item(String name, Runnable task) {}

    Agenda(EmulatorClock clock) {
        this(clock, Collections.synchronizedList(new ArrayList<>()));
    }

    /** An agenda that shares its diary with others, so that the order between them shows. */
    Agenda(EmulatorClock clock, List<String> diary) {
        this.clock = clock;
        this.diary = diary;
        clock.register(this);
    }

    void add(Instant due, String name) {
        add(due, name, () -> {});
    }

    synchronized void add(Instant due, String name, Runnable task) {
        items.computeIfAbsent(due, absent -> new ArrayList<>()).add(new Item(name, task));
    }

    /** What was done, each with the time that the clock showed. */
    List<String> diary() {
        return List.copyOf(diary);
    }

    @Override
    public synchronized Optional<Instant> nextDue() {
        return items.isEmpty() ? Optional.empty() : Optional.of(items.firstKey());
    }

    @Override
    public void runDue(Instant now) {
        List<Item> due = new ArrayList<>();
        synchronized (this) {
            Map<Instant, List<Item>> head = items.headMap(now, true);
            head.values().forEach(due::addAll);
            head.clear();
        }
        due.forEach(item -> {
            diary.add(item.name() + " at " + clock.now());
            item.task().run();
        });
    }
}
