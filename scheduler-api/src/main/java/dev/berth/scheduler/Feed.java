package dev.berth.scheduler;

import java.time.Duration;
import java.util.Optional;

/**
 * A stream that its reader pulls, so that a slow reader costs bounded memory. For one reader at a time.
 *
 * @param <T> what it delivers
 */
public interface Feed<T> extends AutoCloseable {
    /**
     * The next element, waiting at most {@code timeout} for it.
     *
     * @return empty when nothing came in time, or when the feed {@link #ended}
     * @throws InterruptedException when the thread is interrupted while it waits
     * @throws dev.berth.scheduler.error.SchedulerException when the stream can't go on; it has then ended
     */
    Optional<T> poll(Duration timeout) throws InterruptedException;

    /** Whether nothing will come any more. */
    boolean ended();

    /** Ends the feed and frees what it holds. Idempotent. */
    @Override
    void close();
}
