package dev.berth.scheduler.k8s;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** What is to be done again and again is done when a test says so. */
final class TestTimer extends ScheduledThreadPoolExecutor {
    private final Map<ScheduledFuture<?>, Runnable> repeated = new LinkedHashMap<>();

    TestTimer() {
        super(1);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        ScheduledFuture<?> never = super.scheduleAtFixedRate(command, 1, 1, TimeUnit.DAYS);
        repeated.put(never, command);
        return never;
    }

    /** It is time for all of that, but for what was cancelled. */
    void ring() {
        List.copyOf(repeated.entrySet()).stream()
                .filter(entry -> !entry.getKey().isCancelled())
                .forEach(entry -> entry.getValue().run());
    }
}
