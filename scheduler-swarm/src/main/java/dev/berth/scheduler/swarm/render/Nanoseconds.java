package dev.berth.scheduler.swarm.render;

import java.time.Duration;

/** Durations as an engine takes them. Those of a spec are at most 365 days, which fit. */
final class Nanoseconds {
    private Nanoseconds() {}

    static long of(Duration duration) {
        return duration.toNanos();
    }
}
