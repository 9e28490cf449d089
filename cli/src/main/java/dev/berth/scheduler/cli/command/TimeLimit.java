package dev.berth.scheduler.cli.command;

import java.time.Duration;
import java.util.Optional;

/** How long something is waited for. When it is up, what is there already is still taken. */
record TimeLimit(long end) {
    /** Longer than any process lives, and short enough that adding it to a clock's reading can't wrap round. */
    private static final Duration EVER = Duration.ofDays(100 * 365);

    static TimeLimit of(Duration limit) {
        return new TimeLimit(System.nanoTime() + limit.toNanos());
    }

    /** Without a limit it is never up. */
    static TimeLimit of(Optional<Duration> limit) {
        return of(limit.orElse(EVER));
    }

    boolean isUp() {
        return end - System.nanoTime() <= 0;
    }

    /** What is left, but no more than {@code longest}; zero when it is up. */
    Duration atMost(Duration longest) {
        Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        return left.compareTo(longest) < 0 ? left : longest;
    }
}
