package dev.berth.scheduler.core.controller;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real thread in real time. */
final class WorkerThread implements DutyThread {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerThread.class);
    private static final Duration ENDING = Duration.ofSeconds(5);

    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "berth-controller-duties");
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void after(Duration delay, Runnable duty) {
        try {
            // Nothing to wait for: duties keep every failure.
            ScheduledFuture<?> unused = worker.schedule(duty, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("a duty came after the end: whoever holds the lease next is told everything anew", e);
        }
    }

    @Override
    public boolean isClosed() {
        return worker.isShutdown();
    }

    @Override
    public void close() {
        worker.shutdownNow();
        // Its thread is most likely interrupted already, by the close of the controller, which waits for this.
        boolean interrupted = Thread.interrupted();
        try {
            if (!worker.awaitTermination(ENDING.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("a duty goes on {} s after its end was asked for", ENDING.toSeconds());
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
