package dev.berth.scheduler.local.probe;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One thread that sleeps until the next task is due. */
final class SystemTimer implements ProbeTimer {
    private final ScheduledThreadPoolExecutor executor;

    SystemTimer() {
        executor = new ScheduledThreadPoolExecutor(1, Threads.named("probe-timer"));
        // Every question that is answered in time leaves a cancelled task: it is not to stay until its time.
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public long now() {
        return System.nanoTime();
    }

    @Override
    public Alarm schedule(Duration delay, Runnable task) {
        long nanoseconds = TimeUnit.NANOSECONDS.convert(delay);
        Future<?> scheduled = executor.schedule(task, nanoseconds, TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
