package dev.berth.scheduler.tck.trial;

import java.time.Duration;

/**
 * The one policy of waiting: whatever is awaited comes within {@link #condition}, or the test has failed.
 *
 * @param scale how many times slower than a process of this machine
 */
public record Deadlines(double scale) {
    /** For a condition to become true. */
    public Duration condition() {
        return scaled(Duration.ofSeconds(30));
    }

    /** For one call. */
    public Duration call() {
        return scaled(Duration.ofSeconds(15));
    }

    /** For the next tick of a schedule of every minute, and what follows on it. */
    public Duration tick() {
        return scaled(Duration.ofSeconds(150));
    }

    /** For a whole test, cleaning up included. */
    public Duration test(int minutes) {
        return scaled(Duration.ofMinutes(minutes));
    }

    /** Between two looks at something that has to be confirmed. */
    public Duration look() {
        return scaled(Duration.ofMillis(60));
    }

    private Duration scaled(Duration duration) {
        return Duration.ofMillis((long) (duration.toMillis() * scale));
    }
}
