package dev.berth.scheduler.core.watch;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.spi.WorkloadReport;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;

/** Takes one snapshot and no more. */
final class ListSink implements Sink {
    private final ClusterView view;
    private boolean complete;

    ListSink(ClusterView view) {
        this.view = view;
    }

    boolean isComplete() {
        return complete;
    }

    @Override
    public void workload(WorkloadReport report) {
        view.workload(report);
    }

    @Override
    public void instance(Instance instance) {
        view.instance(instance);
    }

    @Override
    public void node(Node node) {
        view.node(node);
    }

    @Override
    public void ended(Instance instance) {
        view.instanceGone(instance.id());
    }

    @Override
    public void run(Run run) {
        view.run(run);
    }

    @Override
    public void runGone(RunId id) {
        view.runGone(id);
    }

    @Override
    public void gone(WorkloadId id) {
        view.workloadGone(id);
    }

    @Override
    public void nodeGone(NodeId id) {
        view.nodeGone(id);
    }

    @Override
    public void controller(boolean lives) {
        view.controller(lives);
    }

    @Override
    public boolean synced() {
        complete = true;
        return false;
    }
}
