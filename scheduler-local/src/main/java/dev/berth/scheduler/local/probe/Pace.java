package dev.berth.scheduler.local.probe;

import java.time.Duration;

/**
 * How long to wait from one question to the next. Until the first time it passes a starting instance is asked more often:
 * after 100 ms, then half as long again each time, up to the interval. So one that starts fast is ready fast, and one that
 * takes minutes costs a dozen questions more than by the interval.
 */
final class Pace {
    static final Duration FIRST = Duration.ofMillis(100);

    private final Duration interval;
    private Duration next;

    Pace(Duration interval, boolean eager) {
        this.interval = interval;
        this.next = eager ? FIRST : interval;
    }

    /** It has passed: from now on the interval holds. */
    void passed() {
        next = interval;
    }

    Duration pause() {
        if (next.compareTo(interval) >= 0) {
            return interval;
        }
        Duration pause = next;
        next = next.multipliedBy(3).dividedBy(2);
        return pause;
    }
}
