package dev.berth.scheduler.spi;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The limits of one call: when it has to be over, and whether the caller still wants it. Thread-safe. */
public final class Call {
    private static final long NEVER = Long.MAX_VALUE;

    private final long deadlineNanos;
    private final List<Runnable> onCancel = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;

    private Call(long deadlineNanos) {
        this.deadlineNanos = deadlineNanos;
    }

    /** A call that has to be over after {@code limit}; one of more than 365 days has no deadline. */
    public static Call within(Duration limit) {
        long nanos = limit.compareTo(Duration.ofDays(365)) > 0 ? NEVER : System.nanoTime() + limit.toNanos();
        return new Call(nanos);
    }

    /** For streams, which end when they are closed. */
    public static Call untilCancelled() {
        return new Call(NEVER);
    }

    /** Time left; zero when it is over, and about 292 years when there is no deadline. */
    public Duration remaining() {
        if (deadlineNanos == NEVER) {
            return Duration.ofNanos(NEVER);
        }
        return Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
    }

    public boolean isOver() {
        return cancelled || remaining().isZero();
    }

    public boolean isCancelled() {
        return cancelled;
    }

    /** Ends the call: whoever waits on its behalf is told. */
    public void cancel() {
        cancelled = true;
        onCancel.forEach(Runnable::run);
    }

    /** Runs {@code action} when the call is cancelled, at once if it has been; it may run twice. */
    public void onCancel(Runnable action) {
        onCancel.add(action);
        if (cancelled) {
            action.run();
        }
    }

    /** Drops an action given to {@link #onCancel}: a call that lasts would gather them, one for each thing it waited for. */
    public void forget(Runnable action) {
        onCancel.remove(action);
    }

    /**
     * Goes on only while there is time.
     *
     * @param what the call is doing, for the message
     * @throws ContactException TIMEOUT, or CANCELLED also when the thread is interrupted, whose flag is kept
     */
    public void check(String what, Effect effect) {
        if (cancelled || Thread.currentThread().isInterrupted()) {
            throw ContactException.cancelled(what + " was cancelled", effect);
        }
        if (remaining().isZero()) {
            throw ContactException.timeout(what + " did not end by its deadline", effect);
        }
    }
}
