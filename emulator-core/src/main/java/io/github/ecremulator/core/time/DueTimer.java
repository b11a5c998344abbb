package io.github.ecremulator.core.time;

import java.lang.ref.WeakReference;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets due work of a running clock happen when nobody advances it: once a second, on one daemon thread that all clocks
 * of the process share. A clock that nobody holds any more is forgotten.
 */
public final class DueTimer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DueTimer.class);

    private final Future<?> ticks;

    private DueTimer(Future<?> ticks) {
        this.ticks = ticks;
    }

    /** Begins to run a clock's due work. */
    public static DueTimer start(EmulatorClock clock) {
        WeakReference<EmulatorClock> reference = new WeakReference<>(clock);
        return new DueTimer(Shared.EXECUTOR.scheduleWithFixedDelay(() -> tick(reference), 1, 1, TimeUnit.SECONDS));
    }

    /** Stops; work that falls due afterwards waits for {@link EmulatorClock#advance}. */
    @Override
    public void close() {
        ticks.cancel(false);
    }

    private static void tick(WeakReference<EmulatorClock> reference) {
        EmulatorClock clock = reference.get();
        if (clock == null) {
            throw new CancellationException("the clock is gone, which ends its ticks");
        }
        try {
            clock.runDue();
        } catch (RuntimeException e) {
            LOG.error("due work failed", e);
        }
    }

    private static final class Shared {

        static final ScheduledThreadPoolExecutor EXECUTOR = executor();

        private static ScheduledThreadPoolExecutor executor() {
            ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
                Thread thread = new Thread(task, "ecr-emulator-clock");
                thread.setDaemon(true);
                return thread;
            });
            executor.setRemoveOnCancelPolicy(true);
            executor.setKeepAliveTime(1, TimeUnit.SECONDS);
            executor.allowCoreThreadTimeOut(true);
            return executor;
        }
    }
}
