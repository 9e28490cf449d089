package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.store.StoreException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One turn of the cluster: look at every workload that something happened to, store what is about to be done, do it.
 * While the state can't be stored nothing is started; what runs goes on, and stops are carried out.
 */
final class Pass {
    private static final Logger LOGGER = LoggerFactory.getLogger(Pass.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    private static final Duration MOMENT = Duration.ofMillis(5);

    private final Parts parts;
    private final Reconciler reconciler;
    private final Starter starter;
    private final Stopper stopper;
    private final Endings endings;
    private final Retention retention;
    private final Adoption adoption;
    private boolean requested;
    private boolean comes;
    private boolean failing;

    Pass(
            Parts parts,
            Reconciler reconciler,
            Starter starter,
            Stopper stopper,
            Endings endings,
            Retention retention,
            Adoption adoption) {
        this.parts = parts;
        this.reconciler = reconciler;
        this.starter = starter;
        this.stopper = stopper;
        this.endings = endings;
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

    /** Asks for a turn a moment later, so that notices which come one by one are one turn: each costs a write. */
    void requestSoon() {
        if (!requested && !comes) {
            comes = true;
            parts.loop().after(MOMENT, this::run);
        }
    }

    private void run() {
        requested = false;
        comes = false;
        endings.settle();
        do {
            for (var id : parts.state().takeDue()) {
                parts.state().find(id).ifPresent(reconciler::reconcile);
            }
            boolean saved = save();
            stopper.flush();
            if (!saved) {
                break;
            }
            starter.flush(endings);
            retention.flush();
        } while (parts.state().hasDue());
        adoption.sweepLater(this::request);
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
