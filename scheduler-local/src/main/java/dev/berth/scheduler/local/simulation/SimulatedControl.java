package dev.berth.scheduler.local.simulation;

import dev.berth.scheduler.core.controller.Controller;
import dev.berth.scheduler.core.controller.DutyThread;
import dev.berth.scheduler.local.LocalProvider;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Lease;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.spi.WorkloadReport;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Run;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A controller on the thread by which time passes, between one event and the next: so nothing is left to luck. */
final class SimulatedControl implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final SimulatedCluster cluster;
    private final Lease lease;
    private final Turns turns;
    private final Sink duties;

    private SimulatedControl(SimulatedCluster cluster, Lease lease) {
        this.cluster = cluster;
        this.lease = lease;
        this.turns = new Turns(cluster);
        this.duties = Controller.driven(
                cluster.backend(), new LocalProvider().translator(), cluster.context(), lease, turns, () -> {});
    }

    /** Has to be told of what there is by {@link #look} first. */
    static SimulatedControl of(SimulatedCluster cluster) {
        Lease lease = cluster.backend()
                .lease(Lease.CONTROLLER, LIMIT, Call.within(LIMIT))
                .orElseThrow(() -> new IllegalStateException("another controller controls the cluster"));
        return new SimulatedControl(cluster, lease);
    }

    /** Tells it all there is, as a watch that is lost after each snapshot would. */
    void look() throws InterruptedException {
        cluster.backend().observe(Selector.all(), new Snapshot(duties), Call.within(LIMIT));
    }

    /**
     * Does what is due.
     *
     * @return whether anything was
     */
    boolean act() {
        return turns.take();
    }

    @Override
    public void close() {
        turns.close();
        lease.close();
    }

    /** Duties that are due wait here for the thread by which time passes: on others time stands while they would act. */
    private static final class Turns implements DutyThread {
        private final SimulatedCluster cluster;
        private final Queue<Runnable> due = new ConcurrentLinkedQueue<>();
        private volatile boolean closed;

        Turns(SimulatedCluster cluster) {
            this.cluster = cluster;
        }

        @Override
        public long nanoTime() {
            return cluster.nanoTime();
        }

        @Override
        public void after(Duration delay, Runnable duty) {
            if (delay.compareTo(Duration.ZERO) > 0) {
                cluster.after(delay, () -> due.add(duty));
            } else {
                due.add(duty);
            }
        }

        boolean take() {
            boolean any = false;
            for (Runnable duty = due.poll(); duty != null && !closed; duty = due.poll()) {
                duty.run();
                any = true;
            }
            return any;
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public void close() {
            closed = true;
            due.clear();
        }
    }

    /** Passes on what a controller looks at, and wants no more than what there is. */
    private record Snapshot(Sink duties) implements Sink {
        @Override
        public void workload(WorkloadReport report) {
            duties.workload(report);
        }

        @Override
        public void run(Run run) {
            duties.run(run);
        }

        @Override
        public void gone(WorkloadId id) {
            duties.gone(id);
        }

        @Override
        public void instance(Instance instance) {
            duties.instance(instance);
        }

        @Override
        public void node(Node node) {
            duties.node(node);
        }

        @Override
        public void ended(Instance instance) {
            duties.ended(instance);
        }

        @Override
        public void nodeGone(NodeId id) {
            duties.nodeGone(id);
        }

        @Override
        public boolean synced() {
            return false;
        }
    }
}
