package dev.berth.scheduler.local.simulation;

import dev.berth.scheduler.local.cluster.Loop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * A clock that stands until it is advanced, and what is to happen when. What is due at the same moment happens in the
 * order it was asked for, on a thread of this time. Thread-safe: one thing happens at a time, whoever asks for it.
 */
public final class VirtualTime {
    private final Instant start;
    private final Turns turns = new Turns();

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::due).thenComparingLong(Event::sequence));
    private volatile long now;
    private long sequence;
    private boolean running;

    /** A clock that shows {@code start} on the wall. */
    public VirtualTime(Instant start) {
        this.start = start;
    }

    /** Lets time pass; what becomes due meanwhile happens, each at its moment. */
    public void advance(Duration duration) {
        exclusively(() -> {
            long until = now + duration.toNanos();
            run(until);
            now = until;
        });
    }

    /** How long until something is due, at most {@code limit}. */
    public Duration untilNext(Duration limit) {
        return exclusively(() -> {
            Event next = events.peek();
            long wait = next == null ? Long.MAX_VALUE : Math.max(0, next.due - now);
            return wait < limit.toNanos() ? Duration.ofNanos(wait) : limit;
        });
    }

    /** Nanoseconds since the beginning. */
    public long nanoTime() {
        return now;
    }

    /** The clock on the wall. */
    public Clock wall() {
        return new Wall();
    }

    /** A loop of this time. Closing it leaves the time and other loops as they are. */
    public Loop loop() {
        return new VirtualLoop();
    }

    /** Does something while nothing else happens. */
    void exclusively(Runnable work) {
        exclusively(() -> {
            work.run();
            return now;
        });
    }

    /** The same, with an answer. */
    <T> T exclusively(Supplier<T> work) {
        return turns.take(work);
    }

    /** Has something happen when so much time has passed. */
    Event after(Duration delay, Runnable work) {
        return exclusively(() -> {
            Event event = new Event(now + delay.toNanos(), sequence++, work);
            events.add(event);
            return event;
        });
    }

    private void run(long until) {
        if (running) {
            // Whoever runs further up comes to it.
            return;
        }
        running = true;
        try {
            for (Event next = events.peek(); next != null && next.due <= until; next = events.peek()) {
                events.remove();
                now = Math.max(now, next.due);
                next.work.run();
            }
        } finally {
            running = false;
        }
    }

    /** Something to come. */
    final class Event implements Loop.Timer {
        private final long due;
        private final long sequence;
        private final Runnable work;

        private Event(long due, long sequence, Runnable work) {
            this.due = due;
            this.sequence = sequence;
            this.work = work;
        }

        private long due() {
            return due;
        }

        private long sequence() {
            return sequence;
        }

        @Override
        public void cancel() {
            exclusively(() -> {
                events.remove(this);
            });
        }
    }

    private final class VirtualLoop implements Loop {
        private volatile boolean closed;

        @Override
        public void execute(Runnable work) {
            if (closed) {
                throw new RejectedExecutionException("the loop is closed");
            }
            exclusively(() -> {
                VirtualTime.this.after(Duration.ZERO, work);
                run(now);
            });
        }

        /** As with a real loop, what was sent before its end still ends, and what was to come later doesn't. */
        @Override
        public Timer after(Duration delay, Runnable work) {
            return VirtualTime.this.after(delay, () -> {
                if (!closed) {
                    work.run();
                }
            });
        }

        @Override
        public long nanoTime() {
            return VirtualTime.this.nanoTime();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final class Wall extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return start.plusNanos(nanoTime());
        }
    }
}
