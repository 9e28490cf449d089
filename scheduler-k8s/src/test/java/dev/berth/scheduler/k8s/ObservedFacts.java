package dev.berth.scheduler.k8s;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.spi.WorkloadReport;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Remembers in words what it was told, in order. Thread-safe. */
final class ObservedFacts implements Sink {
    private final List<String> told = new ArrayList<>();
    private final boolean following;

    /** That of the workload that was told last. */
    private Progress progress = Progress.UNKNOWN;

    ObservedFacts(boolean following) {
        this.following = following;
    }

    private synchronized void add(String fact) {
        told.add(fact);
        notifyAll();
    }

    synchronized List<String> told() {
        return List.copyOf(told);
    }

    synchronized Progress progress() {
        return progress;
    }

    /** Waits until this was told {@code count} times. */
    void await(String fact, int count) throws InterruptedException {
        await(fact, count, Duration.ofSeconds(20));
    }

    /** Waits until this was told {@code count} times, no longer than {@code limit}. */
    synchronized void await(String fact, int count, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (told.stream().filter(fact::equals).count() < count) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("waited in vain for " + fact + ", there were " + told);
            }
            wait(left);
        }
    }

    @Override
    public void workload(WorkloadReport report) {
        synchronized (this) {
            progress = report.progress();
        }
        add("workload " + report.record().key().id());
    }

    @Override
    public void instance(Instance instance) {
        add("instance " + instance.id().uid() + " " + instance.state());
    }

    @Override
    public void node(Node node) {
        add("node " + node.id());
    }

    @Override
    public void ended(Instance instance) {
        add("ended " + instance.id().uid() + " " + instance.state());
    }

    @Override
    public void run(Run run) {
        add("run " + run.id().name() + " " + run.state());
    }

    @Override
    public void runGone(RunId id) {
        add("run gone " + id.name());
    }

    @Override
    public void gone(WorkloadId id) {
        add("gone " + id);
    }

    @Override
    public void nodeGone(NodeId id) {
        add("node gone " + id);
    }

    @Override
    public void controller(boolean lives) {
        add("controller " + lives);
    }

    @Override
    public void startOver() {
        add("start over");
    }

    @Override
    public boolean synced() {
        add("synced");
        return following;
    }
}
