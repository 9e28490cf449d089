package dev.berth.scheduler.core.watch;

import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.spi.WorkloadReport;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.WatchEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/** Between the observing thread and the reader: the view and what of it is yet to be told, under the feed's lock. */
final class WatchSink implements Sink {
    private final Lock lock;
    private final Condition news;
    private final ClusterView view;
    private final PendingEvents pending;
    /** Told to have ended when they weren't told again; how they did may come a moment later, and is too late then. */
    private final Set<InstanceId> swept = new HashSet<>();

    private long syncs;

    WatchSink(Selector selector, Lock lock, Condition news) {
        this.lock = lock;
        this.news = news;
        this.view = new ClusterView(selector);
        this.pending = new PendingEvents(view);
    }

    /** Called with the lock held. */
    Optional<WatchEvent> next() {
        return pending.next();
    }

    /** Called with the lock held. */
    boolean isEmpty() {
        return pending.isEmpty();
    }

    long syncs() {
        lock.lock();
        try {
            return syncs;
        } finally {
            lock.unlock();
        }
    }

    /** Called with the lock held. */
    void release() {
        pending.release();
    }

    @Override
    public void startOver() {
        locked(() -> {
            view.startOver();
            pending.startOver();
        });
    }

    @Override
    public void workload(WorkloadReport report) {
        WorkloadId id = report.record().key().id();
        locked(() -> {
            boolean wasMeant = view.isMeant(id);
            long wasLike = view.like(id);
            view.workload(report);
            pending.changed(id);
            if (view.isMeant(id) && (!wasMeant || view.like(id) != wasLike)) {
                // Told of before they were known to be meant, and not told on then; or of another revision now.
                view.instances(id).forEach(pending::changed);
                view.runs(id).forEach(pending::changed);
            }
        });
    }

    @Override
    public void instance(Instance instance) {
        locked(() -> {
            swept.remove(instance.id());
            view.instance(instance);
            pending.changed(instance.id());
            pending.changed(instance.id().workload());
        });
    }

    @Override
    public void ended(Instance instance) {
        locked(() -> {
            if (!swept.remove(instance.id())) {
                end(instance);
            }
        });
    }

    private void end(Instance instance) {
        boolean meant = view.isMeant(instance.id().workload());
        view.instanceGone(instance.id());
        if (meant) {
            pending.ended(view.shown(instance));
        }
        pending.changed(instance.id().workload());
    }

    @Override
    public void run(Run run) {
        locked(() -> {
            view.run(run);
            pending.changed(run.id());
            pending.changed(run.id().workload());
        });
    }

    @Override
    public void runGone(RunId id) {
        locked(() -> forget(id));
    }

    /** Its reader was told how it ended, or never heard of it: there is nothing more to say. */
    private void forget(RunId id) {
        view.runGone(id);
        pending.changed(id.workload());
    }

    @Override
    public void gone(WorkloadId id) {
        locked(() -> remove(id));
    }

    private void remove(WorkloadId id) {
        List<InstanceId> instances = view.instances(id);
        pending.forget(view.runs(id));
        view.workloadGone(id);
        pending.gone(id, instances);
    }

    @Override
    public void node(Node node) {
        locked(() -> view.node(node));
    }

    @Override
    public void nodeGone(NodeId id) {
        locked(() -> view.nodeGone(id));
    }

    /** The lock is held all the while: its reader is woken once, and finds all of it. */
    @Override
    public void together(Runnable facts) {
        locked(facts);
    }

    @Override
    public void controller(boolean lives) {
        locked(() -> view.controller(lives).forEach(pending::changed));
    }

    @Override
    public boolean synced() {
        locked(() -> {
            swept.clear();
            view.takeUnconfirmed().forEach(this::sweep);
            pending.synced(syncs > 0);
            syncs++;
        });
        return true;
    }

    /** Not told again after a lost connection: gone, and how it ended is not known (rule OBS-4). */
    private void sweep(Object key) {
        if (key instanceof InstanceId id) {
            swept.add(id);
            view.instanceGone(id)
                    .ifPresent(last -> end(last.toBuilder()
                            .state(InstanceState.UNKNOWN)
                            .ready(false)
                            .reason("UNOBSERVED_END", "it ended while the connection was lost")
                            .build()));
        } else if (key instanceof WorkloadId id) {
            remove(id);
        } else if (key instanceof RunId id) {
            forget(id);
        } else if (key instanceof NodeId id) {
            view.nodeGone(id);
        }
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
