package dev.berth.scheduler.local.probe;

import java.time.Duration;

/** The clock of a prober. It never goes back, whatever happens to the time of day. */
interface ProbeTimer extends AutoCloseable {
    /** Nanoseconds since some moment. */
    long now();

    /** Runs a short task later, unless it is cancelled before. */
    Alarm schedule(Duration delay, Runnable task);

    /** Runs nothing more. */
    @Override
    void close();

    /** A task to come. */
    interface Alarm {
        /** Nothing happens when the task has run. */
        void cancel();
    }
}
