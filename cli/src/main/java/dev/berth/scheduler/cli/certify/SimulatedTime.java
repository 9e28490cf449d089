package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.local.simulation.SimulatedCluster;
import dev.berth.scheduler.tck.backend.BackendTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Lets simulated time pass beside real time, and faster. */
final class SimulatedTime implements BackendTime, AutoCloseable {
    private static final int TIMES = 10;
    private static final long TICK_NANOS = 1_000_000;

    /** After a pause of the whole JVM not everything is to be late at once. */
    private static final long LONGEST_TICK_NANOS = 20_000_000;

    private final SimulatedCluster cluster;
    private final Thread ticker;
    private volatile boolean closed;

    SimulatedTime(SimulatedCluster cluster) {
        this.cluster = cluster;
        this.ticker = new Thread(this::run, "simulated-time");
        ticker.setDaemon(true);
    }

    void begin() {
        ticker.start();
    }

    private void run() {
        long last = System.nanoTime();
        while (!closed) {
            LockSupport.parkNanos(TICK_NANOS);
            long now = System.nanoTime();
            cluster.pass(Duration.ofNanos(TIMES * Math.min(now - last, LONGEST_TICK_NANOS)));
            last = now;
        }
    }

    /** Whether something that the cluster did failed as nothing should: time stands since then. */
    boolean hasStopped() {
        return !closed && !ticker.isAlive();
    }

    @Override
    public long nanoTime() {
        return cluster.nanoTime();
    }

    @Override
    public Instant now() {
        return cluster.clock().instant();
    }

    @Override
    public void close() {
        closed = true;
    }
}
