package dev.berth.scheduler.local.probe;

import dev.berth.scheduler.spec.Probe;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One probe's life: ask, wait for the answer or the timeout, tell, wait for the interval, ask.
 *
 * <p>At any time there is either an attempt or an alarm for the next one, or neither once it is closed. An answer counts
 * only while its attempt is the current one, so one that comes after the timeout or the closing is dropped.
 */
final class RunningProbe implements ProbeRegistration {
    private static final Logger LOG = LoggerFactory.getLogger(RunningProbe.class);

    private final Probe probe;
    private final Supplier<Attempt> attempts;
    private final ProbeListener listener;
    private final ProbeTimer timer;
    private final Executor workers;
    private final Thresholds thresholds;
    private final long start;
    private final Duration grace;
    private final Pace pace;
    private String reason = "";

    private ProbeTimer.@Nullable Alarm alarm;
    private @Nullable Attempt current;
    private boolean forgiven;
    private boolean closed;

    RunningProbe(Probe probe, ProbeTarget target, ProbeListener listener, ProbeTimer timer, Executor workers) {
        this.probe = probe;
        this.attempts = Attempts.of(probe.check(), target);
        this.listener = listener;
        this.timer = timer;
        this.workers = workers;
        this.thresholds = new Thresholds(probe);
        this.start = timer.now();
        this.grace = target.startupGrace();
        this.pace = new Pace(probe.interval(), target.eager());
    }

    synchronized void ask() {
        if (closed) {
            return;
        }
        Attempt attempt = attempts.get();
        current = attempt;
        alarm = null;
        workers.execute(() -> run(attempt));
    }

    @Override
    public void close() {
        Attempt attempt;
        synchronized (this) {
            closed = true;
            attempt = current;
            current = null;
            cancelAlarm();
        }
        if (attempt != null) {
            cancel(attempt);
        }
    }

    /** The timeout and the grace count from here, not from when a thread was asked for. */
    private void run(Attempt attempt) {
        synchronized (this) {
            if (current != attempt) {
                return;
            }
            forgiven = Duration.ofNanos(timer.now() - start).compareTo(grace) < 0;
            alarm = timer.schedule(probe.timeout(), () -> expire(attempt));
        }
        try {
            attempt.run(outcome -> settle(attempt, outcome));
        } catch (RuntimeException e) {
            LOG.error("A probe failed by itself", e);
            settle(attempt, Outcome.failed("the probe failed by itself: " + e));
        }
    }

    /** On the timer's thread: the workers may all be waiting for just this. */
    private void expire(Attempt attempt) {
        if (!end(attempt)) {
            return;
        }
        cancel(attempt);
        synchronized (this) {
            if (!closed) {
                workers.execute(() -> conclude(Outcome.timedOut(probe.timeout())));
            }
        }
    }

    /** The probe goes on, or ends, though what it asked may be left behind. */
    private static void cancel(Attempt attempt) {
        try {
            attempt.cancel();
        } catch (RuntimeException e) {
            LOG.error("A question of a probe can't be broken off", e);
        }
    }

    private void settle(Attempt attempt, Outcome outcome) {
        if (end(attempt)) {
            conclude(outcome);
        }
    }

    /** Whether this attempt was the current one, as it is no longer now. */
    private synchronized boolean end(Attempt attempt) {
        if (current != attempt) {
            return false;
        }
        current = null;
        cancelAlarm();
        return true;
    }

    /** The next question is set only when the listener has returned: so it is told in order. */
    private void conclude(Outcome outcome) {
        boolean changed;
        boolean news;
        synchronized (this) {
            changed = !closed && thresholds.count(outcome.passed(), forgiven);
            news = !closed && isNews(outcome);
            if (changed && outcome.passed()) {
                pace.passed();
            }
        }
        if (changed) {
            tell(outcome);
        } else if (news) {
            guarded(() -> listener.notYet(outcome.reason()));
        }
        synchronized (this) {
            if (!closed) {
                alarm = timer.schedule(pace.pause(), this::ask);
            }
        }
    }

    /** Whether it says something new of one that has not passed yet. */
    private boolean isNews(Outcome outcome) {
        boolean news = !thresholds.hasPassed()
                && !outcome.passed()
                && !outcome.reason().equals(reason);
        reason = outcome.reason();
        return news;
    }

    private void tell(Outcome outcome) {
        guarded(() -> {
            if (outcome.passed()) {
                listener.passing();
            } else {
                listener.failing(outcome.reason());
            }
        });
    }

    private static void guarded(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException e) {
            LOG.error("A listener of a probe failed; the probe goes on", e);
        }
    }

    private void cancelAlarm() {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
    }
}
