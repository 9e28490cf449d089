package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.spi.WorkloadReport;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Remembers what it is told. */
final class RecordingSink implements Sink {
    final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final boolean goOn;

    RecordingSink(boolean goOn) {
        this.goOn = goOn;
    }

    @Override
    public void workload(WorkloadReport report) {
        told.add("workload " + report.record().key().id() + " "
                + report.record().key().generation());
    }

    @Override
    public void instance(Instance instance) {
        told.add("instance " + instance.id());
    }

    @Override
    public void node(Node node) {
        told.add("node " + node.id() + (node.schedulable() ? "" : " cordoned"));
    }

    @Override
    public void ended(Instance instance) {
        told.add("ended " + instance.id());
    }

    @Override
    public void gone(WorkloadId id) {
        told.add("gone " + id);
    }

    @Override
    public void nodeGone(NodeId id) {
        told.add("node gone " + id);
    }

    @Override
    public void together(Runnable facts) {
        told.add("together");
        facts.run();
        told.add("all");
    }

    @Override
    public boolean synced() {
        told.add("synced");
        return goOn;
    }
}
