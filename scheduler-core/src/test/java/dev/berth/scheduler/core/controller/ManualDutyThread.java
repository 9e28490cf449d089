package dev.berth.scheduler.core.controller;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Runs what is due when a test says that time passes. */
final class ManualDutyThread implements DutyThread {
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::at).thenComparing(Entry::number));
    private long now;
    private long added;

    void pass(Duration time) {
        long end = now + time.toNanos();
        while (!entries.isEmpty() && entries.peek().at() <= end) {
            Entry next = entries.remove();
            now = next.at();
            next.duty().run();
        }
        now = end;
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void after(Duration delay, Runnable duty) {
        entries.add(new Entry(now + delay.toNanos(), added++, duty));
    }

    @Override
    public boolean isClosed() {
        return false;
    }

    @Override
    public void close() {
        entries.clear();
    }

    private record Entry(long at, long number, Runnable duty) {}
}
