package dev.berth.scheduler.local.cluster;

import java.time.Clock;
import java.time.Instant;

/**
 * Times that can be compared although the clock on the wall jumps: the wall's time when the cluster was opened, plus what
 * has passed since by a clock that only goes forward. Good for windows and pauses; what people see is the wall's.
 */
final class SteadyTime {
    private final Instant opened;
    private final long openedNanos;
    private final Loop loop;

    SteadyTime(Clock wall, Loop loop) {
        this.opened = wall.instant();
        this.openedNanos = loop.nanoTime();
        this.loop = loop;
    }

    /** When the cluster was opened. */
    Instant opened() {
        return opened;
    }

    Instant now() {
        return opened.plusNanos(loop.nanoTime() - openedNanos);
    }
}
