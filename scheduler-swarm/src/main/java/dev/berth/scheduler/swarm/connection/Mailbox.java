package dev.berth.scheduler.swarm.connection;

import dev.berth.scheduler.error.SchedulerException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a thread reads and another takes: a few things wait, then the reading thread does, and with it the other side of
 * the connection.
 */
final class Mailbox<T> {
    private static final int WAITING = 256;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<T> items = new ArrayDeque<>();
    private boolean over;
    private @Nullable SchedulerException failure;

    /**
     * Puts one in, waiting for room.
     *
     * @throws InterruptedIOException when nobody wants any more, or the thread is interrupted
     */
    void put(T item) throws InterruptedIOException {
        lock.lock();
        try {
            while (items.size() >= WAITING && !over) {
                changed.await();
            }
            if (over) {
                throw new InterruptedIOException("nobody reads any more");
            }
            items.add(item);
            changed.signalAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more will come; what waits is still taken, and then the failure, if any. */
    void end(@Nullable SchedulerException reason) {
        lock.lock();
        try {
            if (!over) {
                over = true;
                failure = reason;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody wants any more. */
    void close() {
        lock.lock();
        try {
            over = true;
            failure = null;
            items.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Optional<T> take(Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = timeout.toNanos();
            while (items.isEmpty() && !over && left > 0) {
                left = changed.awaitNanos(left);
            }
            Optional<T> item = Optional.ofNullable(items.poll());
            if (item.isPresent()) {
                changed.signalAll();
            } else if (failure != null) {
                SchedulerException reason = failure;
                failure = null;
                throw reason;
            }
            return item;
        } finally {
            lock.unlock();
        }
    }

    boolean isOver() {
        lock.lock();
        try {
            return over && items.isEmpty() && failure == null;
        } finally {
            lock.unlock();
        }
    }
}
