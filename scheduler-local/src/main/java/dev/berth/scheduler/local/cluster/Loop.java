package dev.berth.scheduler.local.cluster;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

/** The one thread that owns the state of a cluster. What is sent to it runs in order, one at a time. */
public interface Loop extends AutoCloseable {
    /**
     * Runs {@code work} after what was sent before.
     *
     * @throws java.util.concurrent.RejectedExecutionException when the loop is closed
     */
    void execute(Runnable work);

    /** Runs {@code work} likewise, unless the loop is closed: then nothing more is to be done. */
    default void offer(Runnable work) {
        try {
            execute(work);
        } catch (RejectedExecutionException e) {
            // Whoever opens the state next finds out by itself.
        }
    }

    /** Runs {@code work} when the time has passed, unless it is cancelled or the loop is closed before. */
    Timer after(Duration delay, Runnable work);

    /** A clock that only goes forward, in nanoseconds. */
    long nanoTime();

    /** Lets what was sent end and takes no more. */
    @Override
    void close();

    /** Something that is to run later. */
    interface Timer {
        void cancel();
    }
}
