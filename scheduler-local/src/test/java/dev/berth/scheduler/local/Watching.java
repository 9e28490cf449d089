package dev.berth.scheduler.local;

import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.spi.WorkloadReport;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Watches a backend in a thread of its own and keeps what it was told. */
final class Watching implements Sink, AutoCloseable {
    private static final long LIMIT_SECONDS = 40;

    private final Set<InstanceId> seen;
    private final Call call = Call.untilCancelled();
    private final Map<InstanceId, Instance> instances = new TreeMap<>();
    private final Map<WorkloadId, WorkloadReport> reports = new HashMap<>();
    private final Map<RunId, Run> runs = new TreeMap<>();
    private final Map<NodeId, Node> nodes = new HashMap<>();
    private final List<Instance> ended = new ArrayList<>();
    private int syncs;
    private boolean controlled;

    private Watching(Set<InstanceId> seen) {
        this.seen = seen;
    }

    /**
     * Begins to watch.
     *
     * @param seen every instance ever told of is added to it
     */
    static Watching of(Backend backend, Set<InstanceId> seen) {
        Watching watching = new Watching(seen);
        Thread thread = new Thread(() -> watching.watch(backend), "watching");
        thread.setDaemon(true);
        thread.start();
        watching.waitFor(() -> watching.syncs > 0);
        return watching;
    }

    private void watch(Backend backend) {
        try {
            backend.observe(Selector.all(), this, call);
        } catch (SchedulerException e) {
            // The backend was closed under it, as tests do.
            call.cancel();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized List<Instance> instances(Selector selector) {
        return instances.values().stream()
                .filter(instance -> selector.couldMatch(instance.id().workload()))
                .sorted(Comparator.comparing(instance -> instance.index().orElse(0)))
                .toList();
    }

    synchronized List<Instance> ended() {
        return List.copyOf(ended);
    }

    synchronized Optional<WorkloadReport> report(WorkloadId id) {
        return Optional.ofNullable(reports.get(id));
    }

    synchronized Optional<Node> node(String name) {
        return Optional.ofNullable(nodes.get(new NodeId(name)));
    }

    synchronized List<Instance> until(Selector selector, Predicate<List<Instance>> wanted) {
        waitFor(() -> wanted.test(instances(selector)));
        return instances(selector);
    }

    synchronized WorkloadReport untilReport(WorkloadId id, Predicate<WorkloadReport> wanted) {
        waitFor(() -> report(id).filter(wanted).isPresent());
        return report(id).orElseThrow();
    }

    synchronized Node untilNode(String name, Predicate<Node> wanted) {
        waitFor(() -> node(name).filter(wanted).isPresent());
        return node(name).orElseThrow();
    }

    /** Waits until it was told that a controller lives, or that none does. */
    synchronized void untilControlled(boolean lives) {
        waitFor(() -> controlled == lives);
    }

    private synchronized void waitFor(java.util.function.BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!holds.getAsBoolean()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("not within " + LIMIT_SECONDS + " s; there is: " + instances.values() + ", "
                        + reports.values() + ", " + runs.values());
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
    }

    @Override
    public synchronized void workload(WorkloadReport report) {
        reports.put(report.record().key().id(), report);
        notifyAll();
    }

    @Override
    public synchronized void instance(Instance instance) {
        seen.add(instance.id());
        instances.put(instance.id(), instance);
        notifyAll();
    }

    @Override
    public synchronized void node(Node node) {
        nodes.put(node.id(), node);
        notifyAll();
    }

    @Override
    public synchronized void ended(Instance instance) {
        instances.remove(instance.id());
        ended.add(instance);
        notifyAll();
    }

    @Override
    public synchronized void run(Run run) {
        runs.put(run.id(), run);
        notifyAll();
    }

    @Override
    public synchronized void runGone(RunId id) {
        runs.remove(id);
        notifyAll();
    }

    /** Waits until the one run of that name is over. */
    synchronized Run untilOver(RunId id) {
        waitFor(() -> Optional.ofNullable(runs.get(id))
                .filter(run -> run.state().isOver())
                .isPresent());
        return Optional.ofNullable(runs.get(id)).orElseThrow();
    }

    /** Whoever looks meanwhile sees all of them or none: an instance doesn't end before the one in its place is there. */
    @Override
    public synchronized void together(Runnable facts) {
        facts.run();
    }

    @Override
    public synchronized void gone(WorkloadId id) {
        reports.remove(id);
        notifyAll();
    }

    @Override
    public synchronized void nodeGone(NodeId id) {
        nodes.remove(id);
    }

    @Override
    public synchronized void controller(boolean lives) {
        controlled = lives;
        notifyAll();
    }

    @Override
    public synchronized boolean synced() {
        syncs++;
        notifyAll();
        return true;
    }

    @Override
    public void close() {
        call.cancel();
    }
}
