package dev.berth.scheduler.local.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A clock that stands until it is advanced, and that can be asked what waits for it. */
final class ManualTimer implements ProbeTimer {
    private static final long LIMIT_SECONDS = 30;

    private final List<Entry> entries = new ArrayList<>();
    private long now;

    private record Entry(long due, Duration delay, Runnable task) {}

    @Override
    public synchronized long now() {
        return now;
    }

    @Override
    public synchronized Alarm schedule(Duration delay, Runnable task) {
        Entry entry = new Entry(now + delay.toNanos(), delay, task);
        entries.add(entry);
        notifyAll();
        return () -> remove(entry);
    }

    @Override
    public synchronized void close() {
        entries.clear();
        notifyAll();
    }

    /** Lets time pass, and runs on this thread what becomes due meanwhile. */
    void advance(Duration duration) {
        long until = now() + duration.toNanos();
        Optional<Entry> next = takeDue(until);
        while (next.isPresent()) {
            next.get().task().run();
            next = takeDue(until);
        }
        synchronized (this) {
            now = until;
        }
    }

    /** Waits until as many tasks with this delay are waiting. */
    synchronized void await(int count, Duration delay) throws InterruptedException {
        awaitThat(waiting ->
                waiting.stream().filter(entry -> entry.delay.equals(delay)).count() == count);
    }

    synchronized int waiting() {
        return entries.size();
    }

    private void awaitThat(Predicate<List<Entry>> condition) throws InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!condition.test(entries)) {
            long left = TimeUnit.NANOSECONDS.toMillis(limit - System.nanoTime());
            assertThat(left)
                    .as("milliseconds left to wait; waiting are %s", entries)
                    .isPositive();
            wait(left);
        }
    }

    private synchronized void remove(Entry entry) {
        entries.remove(entry);
        notifyAll();
    }

    private synchronized Optional<Entry> takeDue(long until) {
        Optional<Entry> due =
                entries.stream().filter(entry -> entry.due <= until).min(Comparator.comparingLong(Entry::due));
        due.ifPresent(entry -> {
            entries.remove(entry);
            now = Math.max(now, entry.due);
        });
        return due;
    }
}
