package dev.berth.scheduler.local;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;

/** A clock on the wall that somebody sets 10 hours ahead or back, or right, whenever it was looked at. */
final class JumpingClock extends Clock {
    static final Duration JUMP = Duration.ofHours(10);

    private final Random random = new Random(1);

    @Override
    public synchronized Instant instant() {
        return Instant.now().plus(JUMP.multipliedBy(random.nextInt(-1, 2)));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("it is only asked for instants");
    }
}
