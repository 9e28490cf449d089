package dev.berth.scheduler.k8s;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Logs that are asked for again after a pause. Not thread-safe. */
final class LaterLogs {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Soonest first, as each waits for as long. */
    private final Deque<Later> waiting = new ArrayDeque<>();

    private record Later(UnreadLog log, long at) {}

    void add(UnreadLog log) {
        waiting.add(new Later(log, System.nanoTime() + PAUSE.toNanos()));
    }

    /** The next whose pause is over. */
    Optional<UnreadLog> poll() {
        Later next = waiting.peek();
        if (next == null || next.at - System.nanoTime() > 0) {
            return Optional.empty();
        }
        waiting.remove();
        return Optional.of(next.log);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }
}
