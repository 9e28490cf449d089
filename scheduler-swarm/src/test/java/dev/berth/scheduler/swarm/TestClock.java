package dev.berth.scheduler.swarm;

import dev.berth.scheduler.swarm.status.TestTasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands at noon until it is set. Thread-safe. */
final class TestClock extends Clock {
    private volatile Instant now = TestTasks.NOON;

    /** Forward, or back. */
    void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("this clock shows UTC");
    }
}
