package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.core.controller.DutyThread;
import dev.berth.scheduler.local.simulation.SimulatedCluster;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Duties of a controller when simulated time has come, on a thread of ours: they ask the cluster, which then waits. */
final class SimulatedDuties implements DutyThread {
    private static final long ENDING_SECONDS = 5;

    private final SimulatedCluster cluster;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "simulated-duties");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean closed;

    SimulatedDuties(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public long nanoTime() {
        return cluster.nanoTime();
    }

    @Override
    public void after(Duration delay, Runnable duty) {
        cluster.after(delay, () -> submit(duty));
    }

    /** Together with the end: a duty is either begun or never run. */
    private synchronized void submit(Runnable duty) {
        if (!closed) {
            worker.execute(duty);
        }
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            worker.shutdownNow();
        }
        try {
            if (!worker.awaitTermination(ENDING_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a duty goes on after its end was asked for");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
