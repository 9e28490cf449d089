package dev.berth.scheduler.core.controller;

import dev.berth.scheduler.spi.Lease;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Has the draining of nodes carried on (rule NOD-2): when it is known what there is, when the draining of a node begins or ends, and
 * whenever there is more to do. Between two looks nothing is kept, so that another controller goes on where this one stopped.
 */
final class Drains {
    private final Supplier<Optional<Duration>> duty;
    private final Attempts attempts;
    private final DutyThread worker;
    private final Set<NodeId> draining = new HashSet<>();

    /** Counts the times that were set: only the last one counts. */
    private long latest;

    /** {@code duty} answers how long until there is more to do. */
    Drains(Supplier<Optional<Duration>> duty, Lease lease, DutyThread worker) {
        this.duty = duty;
        this.attempts = new Attempts(lease, worker);
        this.worker = worker;
    }

    /** All nodes were told: what was begun before is found by looking. */
    void begin() {
        after(Duration.ZERO);
    }

    void node(Node node) {
        boolean changed;
        synchronized (this) {
            changed = node.draining() ? draining.add(node.id()) : draining.remove(node.id());
        }
        if (changed) {
            after(Duration.ZERO);
        }
    }

    synchronized void gone(NodeId node) {
        draining.remove(node);
    }

    private void after(Duration delay) {
        long turn;
        synchronized (this) {
            turn = ++latest;
        }
        worker.after(delay, () -> work(turn));
    }

    private synchronized boolean isLatest(long turn) {
        return turn == latest;
    }

    private void work(long turn) {
        if (isLatest(turn)) {
            attempts.make("drains are carried on", () -> duty.get().ifPresent(this::after), this::after);
        }
    }
}
