package dev.berth.scheduler.local.process;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a process that an earlier JVM may have started.
 *
 * @param identity of a process that was started, else null
 * @param end of a process that ended or never started, else null: it runs
 */
public record ProcessState(
        ProcessName name,
        @Nullable ProcessIdentity identity,
        @Nullable ProcessEnd end) {
    /** Whether it runs, as far as its records and the process table tell. */
    public boolean isRunning() {
        return end == null;
    }
}
