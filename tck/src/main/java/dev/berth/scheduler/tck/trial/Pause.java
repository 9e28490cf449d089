package dev.berth.scheduler.tck.trial;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Time between two looks at something that nobody tells of. */
final class Pause {
    private Pause() {}

    static void of(Duration time) throws InterruptedException {
        boolean over = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
        if (over) {
            throw new IllegalStateException("nobody counts this latch down");
        }
    }
}
