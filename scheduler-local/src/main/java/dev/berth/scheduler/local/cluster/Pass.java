package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.store.StoreException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One turn of the cluster: look at every workload that something happened to, store what is about to be done, do it.
 * While the state can't be stored nothing is started; what runs goes on, and stops are carried out.
 */
final class Pass {
    private static final Logger LOGGER = LoggerFactory.getLogger(Pass.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    private static final Duration MOMENT = Runs.SETTLING;
    private static final Duration WHILE = Duration.ofMillis(25);

    private final Parts parts;
    private final Reconciler reconciler;
    private final Starter starter;
    private final Stopper stopper;
    private final Endings endings;
    private final Runs runs;
    private final Retention retention;
    private final Adoption adoption;
    private boolean requested;
    private Loop.@Nullable Timer later;
    private long laterNanos;
    private boolean failing;

    Pass(
            Parts parts,
            Reconciler reconciler,
            Starter starter,
            Stopper stopper,
            Endings endings,
            Runs runs,
            Retention retention,
            Adoption adoption) {
        this.parts = parts;
        this.reconciler = reconciler;
        this.starter = starter;
        this.stopper = stopper;
        this.endings = endings;
        this.runs = runs;
        this.retention = retention;
        this.adoption = adoption;
    }

    /** Asks for a turn after what the loop was sent before: many requests are one turn. */
    void request() {
        if (!requested) {
            requested = true;
            parts.loop().offer(this::run);
        }
    }

    /**
     * Asks for a turn a moment later, so that what comes one by one is one turn: each costs a write and a look at whole
     * workloads. While more is awaited it comes later still: nothing depends on it but what people see.
     */
    void requestSoon() {
        Duration pause = parts.awaited().isEmpty() ? MOMENT : WHILE;
        long due = parts.loop().nanoTime() + pause.toNanos();
        if (!requested && (later == null || due < laterNanos)) {
            cancelLater();
            later = parts.loop().after(pause, this::run);
            laterNanos = due;
        }
    }

    private void cancelLater() {
        if (later != null) {
            later.cancel();
            later = null;
        }
    }

    private void run() {
        requested = false;
        cancelLater();
        endings.settle();
        runs.confirm();
        boolean saved;
        do {
            for (var id : parts.state().takeDue()) {
                parts.state().find(id).ifPresent(reconciler::reconcile);
            }
            if (starter.isEmpty() && stopper.onlyDecided()) {
                signalFirst();
                return;
            }
            saved = act();
        } while (saved && parts.state().hasDue());
        parts.publish().run();
        if (saved) {
            retention.flush();
        }
        adoption.sweepLater(this::request);
    }

    /**
     * Ends what stored state leaves no place for, and writes that down with how it ended, or a moment later if it takes
     * longer: writing both would cost fifty processes more than their ends do.
     */
    private void signalFirst() {
        stopper.flushDecided();
        requestSoon();
        adoption.sweepLater(this::request);
    }

    /** False when it could not be stored. Who watches is told first only when nothing is to be done. */
    private boolean act() {
        if (starter.isEmpty() && stopper.isEmpty()) {
            parts.publish().run();
        }
        stopper.flushDecided();
        boolean saved = save();
        stopper.flush();
        if (saved) {
            starter.flush(endings);
        }
        return saved;
    }

    private boolean save() {
        try {
            parts.state().save();
            failing = false;
            return true;
        } catch (StoreException e) {
            if (!failing) {
                LOGGER.warn("the state can't be stored, and nothing is started until it can: {}", e.getMessage());
            }
            failing = true;
            starter.delayed(Reason.DISK_FULL, String.valueOf(e.getMessage()));
            parts.loop().after(TRY_AGAIN, this::request);
            return false;
        }
    }
}
