package dev.berth.scheduler.tck.trial;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Everything asked and observed during a test, in order; shown when it fails. Thread-safe, and bounded. */
public final class History {
    private static final int LONGEST = 2_000;
    private static final int LONGEST_LINE = 600;

    private final long start = System.nanoTime();
    private final Deque<String> lines = new ArrayDeque<>();
    private long dropped;

    /** Adds a line, with the time since the test began. */
    public synchronized void add(String kind, String text) {
        Duration at = Duration.ofNanos(System.nanoTime() - start);
        String shown = text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) + "…" : text;
        lines.add(String.format("%4d.%03d %-6s %s", at.toSeconds(), at.toMillisPart(), kind, shown));
        if (lines.size() > LONGEST) {
            lines.removeFirst();
            dropped++;
        }
    }

    public synchronized List<String> lines() {
        List<String> all = new ArrayList<>();
        if (dropped > 0) {
            all.add("(" + dropped + " earlier lines are left out)");
        }
        all.addAll(lines);
        return all;
    }
}
