package dev.berth.scheduler.core;

import dev.berth.scheduler.Scheduler;
import java.util.SortedSet;

/** All backends of one configuration, each opened when first asked for. Thread-safe; closing it releases all. */
public interface Berth extends AutoCloseable {
    /**
     * The scheduler of the default backend.
     *
     * @throws dev.berth.scheduler.error.NotFoundException when none is configured
     */
    Scheduler scheduler();

    /**
     * The scheduler of the backend with this name.
     *
     * @throws dev.berth.scheduler.error.NotFoundException when no such backend is configured; the message names those
     *     that are
     */
    Scheduler scheduler(String name);

    /** The names configured. */
    SortedSet<String> names();

    /** The name {@link #scheduler()} goes to; empty when there is none. */
    String defaultName();

    @Override
    void close();
}
