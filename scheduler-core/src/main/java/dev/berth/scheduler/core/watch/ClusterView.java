package dev.berth.scheduler.core.watch;

import dev.berth.scheduler.core.record.WorkloadRecord;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.WorkloadReport;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.Workload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What has been told so far and still holds. Not thread-safe. Its size is that of what exists, not of what happened. */
final class ClusterView {
    private final Selector selector;
    private final Map<WorkloadId, Entry> workloads = new TreeMap<>();
    private final Map<NodeId, Node> nodes = new TreeMap<>();
    private final Set<Object> unconfirmed = new HashSet<>();
    private boolean controllerLives;

    ClusterView(Selector selector) {
        this.selector = selector;
    }

    void workload(WorkloadReport report) {
        WorkloadId id = report.record().key().id();
        unconfirmed.remove(id);
        workloads.computeIfAbsent(id, key -> new Entry()).report(report);
    }

    void instance(Instance instance) {
        unconfirmed.remove(instance.id());
        workloads
                .computeIfAbsent(instance.id().workload(), key -> new Entry())
                .instances
                .put(instance.id(), instance);
    }

    void run(Run run) {
        unconfirmed.remove(run.id());
        workloads.computeIfAbsent(run.id().workload(), key -> new Entry()).runs.put(run.id(), run);
    }

    void runGone(RunId id) {
        Entry entry = workloads.get(id.workload());
        if (entry != null) {
            entry.runs.remove(id);
        }
    }

    Optional<Run> run(RunId id) {
        Entry entry = workloads.get(id.workload());
        return entry == null || !entry.matches(id.workload(), selector)
                ? Optional.empty()
                : Optional.ofNullable(entry.runs.get(id));
    }

    /** Forgets an instance; returns what was last known of it. */
    Optional<Instance> instanceGone(InstanceId id) {
        Entry entry = workloads.get(id.workload());
        return entry == null
                ? Optional.empty()
                : Optional.ofNullable(entry.instances.remove(id)).map(entry::shown);
    }

    Optional<Instance> instance(InstanceId id) {
        Entry entry = workloads.get(id.workload());
        return entry == null || !entry.matches(id.workload(), selector)
                ? Optional.empty()
                : Optional.ofNullable(entry.instances.get(id)).map(entry::shown);
    }

    /** The instance as it is told: with the revision it belongs to now. */
    Instance shown(Instance instance) {
        Entry entry = workloads.get(instance.id().workload());
        return entry == null ? instance : entry.shown(instance);
    }

    /** The earlier revision whose instances are the current one's; 0 for none. */
    long like(WorkloadId id) {
        Entry entry = workloads.get(id);
        return entry == null || entry.record == null
                ? 0
                : entry.record.summary().intent().like();
    }

    boolean isMeant(WorkloadId id) {
        Entry entry = workloads.get(id);
        return entry != null && entry.matches(id, selector);
    }

    /** Whether nothing is left of a removed workload but records, which are for a controller to forget. */
    boolean isOver(WorkloadId id) {
        Entry entry = workloads.get(id);
        return entry != null && entry.isOver();
    }

    void workloadGone(WorkloadId id) {
        workloads.remove(id);
    }

    void node(Node node) {
        unconfirmed.remove(node.id());
        nodes.put(node.id(), node);
    }

    /** Returns the workloads of which this says something else than before. */
    List<WorkloadId> controller(boolean lives) {
        if (lives == controllerLives) {
            return List.of();
        }
        controllerLives = lives;
        return workloads.entrySet().stream()
                .filter(entry -> entry.getValue().needsController())
                .map(Map.Entry::getKey)
                .toList();
    }

    void nodeGone(NodeId id) {
        nodes.remove(id);
    }

    /** What is known counts only once it has been told again: the connection was lost. */
    void startOver() {
        unconfirmed.addAll(workloads.keySet());
        workloads.values().forEach(entry -> unconfirmed.addAll(entry.instances.keySet()));
        workloads.values().forEach(entry -> unconfirmed.addAll(entry.runs.keySet()));
        unconfirmed.addAll(nodes.keySet());
    }

    /** Every instance of a workload, meant or not. */
    List<InstanceId> instances(WorkloadId id) {
        Entry entry = workloads.get(id);
        return entry == null ? List.of() : List.copyOf(entry.instances.keySet());
    }

    /** Every run of a workload, meant or not. */
    List<RunId> runs(WorkloadId id) {
        Entry entry = workloads.get(id);
        return entry == null ? List.of() : List.copyOf(entry.runs.keySet());
    }

    /** Everything not told again since {@link #startOver}, instances first: their ends come before their workload's. */
    List<Object> takeUnconfirmed() {
        List<Object> left = new ArrayList<>();
        unconfirmed.stream().filter(InstanceId.class::isInstance).forEach(left::add);
        unconfirmed.stream().filter(key -> !(key instanceof InstanceId)).forEach(left::add);
        unconfirmed.clear();
        return left;
    }

    /** The workload, if it is there and meant. */
    Optional<Workload> workload(WorkloadId id) {
        Entry entry = workloads.get(id);
        return entry == null ? Optional.empty() : entry.workload(id, selector, controllerLives);
    }

    List<Workload> workloads() {
        return workloads.keySet().stream().flatMap(id -> workload(id).stream()).toList();
    }

    List<Instance> instances() {
        return workloads.entrySet().stream()
                .filter(entry -> entry.getValue().matches(entry.getKey(), selector))
                .flatMap(entry -> entry.getValue().instances.values().stream().map(entry.getValue()::shown))
                .toList();
    }

    List<Run> runs() {
        return workloads.entrySet().stream()
                .filter(entry -> entry.getValue().matches(entry.getKey(), selector))
                .flatMap(entry -> entry.getValue().runs.values().stream())
                .toList();
    }

    Collection<Node> nodes() {
        return nodes.values();
    }

    private static final class Entry {
        private @Nullable WorkloadReport report;
        private @Nullable KnownRecord record;
        private final Map<InstanceId, Instance> instances = new TreeMap<>();
        private final Map<RunId, Run> runs = new TreeMap<>();

        void report(WorkloadReport news) {
            // Records are immutable: each is looked into once.
            if (report == null || !report.record().equals(news.record())) {
                record = new KnownRecord(news.record());
            }
            report = news;
        }

        /** Instances of an earlier revision that the current one was made equal to are of the current one. */
        Instance shown(Instance instance) {
            KnownRecord known = record;
            return known != null
                            && known.summary().intent().like() != 0
                            && instance.revision() == known.summary().borne()
                    ? instance.toBuilder().revision(known.summary().revision()).build()
                    : instance;
        }

        boolean needsController() {
            return record != null && record.summary().intent().controlled();
        }

        boolean matches(WorkloadId id, Selector selector) {
            return record != null
                    && selector.couldMatch(id)
                    && (selector.labels().isEmpty()
                            || selector.matches(id, record.spec().labels()));
        }

        boolean isOver() {
            return record != null
                    && report != null
                    && record.summary().kind() == WorkloadRecord.Kind.TOMBSTONE
                    && report.applied().isEmpty()
                    && instances.isEmpty();
        }

        Optional<Workload> workload(WorkloadId id, Selector selector, boolean controllerLives) {
            return record == null || report == null || isOver() || !matches(id, selector)
                    ? Optional.empty()
                    : Optional.of(
                            StatusDeriver.workload(record, report, instances.values(), runs.values(), controllerLives));
        }
    }
}
