package dev.berth.scheduler.cli.command;

import java.time.Duration;

/** How long something is waited for. When it is up, what is there already is still taken. */
record TimeLimit(long end) {
    static TimeLimit of(Duration limit) {
        return new TimeLimit(System.nanoTime() + limit.toNanos());
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
