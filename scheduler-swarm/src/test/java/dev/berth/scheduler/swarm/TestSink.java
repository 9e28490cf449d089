package dev.berth.scheduler.swarm;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.spi.WorkloadReport;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import java.util.ArrayList;
import java.util.List;

/** Remembers what it was told, in order: in words, and the things themselves. */
final class TestSink implements Sink {
    final List<String> told = new ArrayList<>();
    final List<WorkloadReport> reports = new ArrayList<>();
    final List<Instance> instances = new ArrayList<>();
    final List<Instance> ended = new ArrayList<>();

    @Override
    public void workload(WorkloadReport report) {
        told.add("workload " + report.record().key().id());
        reports.add(report);
    }

    @Override
    public void instance(Instance instance) {
        told.add("instance " + instance.id().uid() + " " + instance.state());
        instances.add(instance);
    }

    @Override
    public void node(Node node) {
        told.add("node " + node.hostname());
    }

    @Override
    public void ended(Instance instance) {
        told.add("ended " + instance.id().uid() + " " + instance.state());
        ended.add(instance);
    }

    @Override
    public void run(Run run) {
        told.add("run " + run.id().name() + " " + run.state());
    }

    @Override
    public void runGone(RunId id) {
        told.add("run gone " + id.name());
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
    public boolean synced() {
        return false;
    }
}
