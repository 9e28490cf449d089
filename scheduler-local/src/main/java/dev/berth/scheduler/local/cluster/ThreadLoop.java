package dev.berth.scheduler.local.cluster;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A loop with a thread of its own, which keeps no JVM alive. */
public final class ThreadLoop implements Loop {
    private static final Logger LOGGER = LoggerFactory.getLogger(ThreadLoop.class);
    private static final int SECONDS_TO_END = 30;

    private final ScheduledThreadPoolExecutor executor;

    public ThreadLoop(String name) {
        executor = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void execute(Runnable work) {
        executor.execute(guarded(work));
    }

    @Override
    public Timer after(Duration delay, Runnable work) {
        try {
            Future<?> future = executor.schedule(guarded(work), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {};
        }
    }

    /** An executor keeps what its work throws to itself: a defect would stop the cluster without a word. */
    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                LOGGER.error("a step of the embedded cluster failed", e);
                throw e;
            }
        };
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                LOGGER.error("the embedded cluster did not end within {} s", SECONDS_TO_END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
