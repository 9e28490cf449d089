package dev.berth.scheduler.local.process;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Wakes those who follow a log when it grew. Thread-safe. */
final class LogSignals {
    private final Map<String, Long> versions = new HashMap<>();

    synchronized void changed(String file) {
        versions.merge(file, 1L, Long::sum);
        notifyAll();
    }

    /** Counts the changes. Ask before reading, then wait for another count: no change is missed. */
    synchronized long version(String file) {
        return versions.getOrDefault(file, 0L);
    }

    /** Whether the log changed before the time was over. */
    synchronized boolean await(String file, long version, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (version(file) == version) {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }
}
