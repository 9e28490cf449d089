package dev.berth.scheduler.core.controller;

import java.time.Duration;

/** Runs duties one after another, each when it is due. Simulations bring one whose time is their own. */
public interface DutyThread extends AutoCloseable {
    /** A clock that only goes forward, whatever the clock on the wall does. */
    long nanoTime();

    /** Runs {@code duty} after {@code delay}; once closed, never. */
    void after(Duration delay, Runnable duty);

    /** Whether nothing is run any more. */
    boolean isClosed();

    /** Ends the duty under way by interruption, and waits for it a while. */
    @Override
    void close();
}
