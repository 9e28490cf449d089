package dev.berth.scheduler.local.probe;

import dev.berth.scheduler.spec.Probe;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/**
 * Runs the probes of all instances on few threads: one that waits for the next question, and at the most
 * {@value #MOST_WORKERS} that ask, none of them while nothing is asked. Thread-safe.
 *
 * <p>The first question comes at once, the next one an interval after the end of the one before. When more probes hang
 * than there are threads, questions come later; each keeps its own timeout.
 */
public final class Prober implements AutoCloseable {
    static final int MOST_WORKERS = 16;

    private final ProbeTimer timer;
    private final ExecutorService workers;
    private final Set<RunningProbe> probes = new HashSet<>();
    private boolean closed;

    Prober(ProbeTimer timer, ExecutorService workers) {
        this.timer = timer;
        this.workers = workers;
    }

    /** A prober on the system's clock; it starts no thread before the first probe. */
    public static Prober open() {
        return new Prober(new SystemTimer(), Threads.pool("probe", MOST_WORKERS));
    }

    /**
     * Begins to ask.
     *
     * @throws IllegalArgumentException when the probe names a port that the target doesn't have
     * @throws IllegalStateException when the prober is closed
     */
    public ProbeRegistration register(Probe probe, ProbeTarget target, ProbeListener listener) {
        RunningProbe running = new RunningProbe(probe, target, listener, timer, workers);
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the prober is closed");
            }
            probes.add(running);
            running.ask();
        }
        return () -> unregister(running);
    }

    /** Closes all probes. */
    @Override
    public synchronized void close() {
        closed = true;
        probes.forEach(RunningProbe::close);
        probes.clear();
        timer.close();
        workers.shutdown();
    }

    private void unregister(RunningProbe running) {
        synchronized (this) {
            probes.remove(running);
        }
        running.close();
    }
}
