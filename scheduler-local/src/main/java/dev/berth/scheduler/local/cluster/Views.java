package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.store.StoreException;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.status.InstanceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What there is now, for others to keep. Of the loop only. */
final class Views {
    private static final Comparator<InstanceView> BY_INDEX =
            Comparator.comparing(view -> view.row().origin().index());

    private final ClusterState state;
    private final Records records;
    private final NodeParts nodes;

    Views(ClusterState state, Records records, NodeParts nodes) {
        this.state = state;
        this.records = records;
        this.nodes = nodes;
    }

    /** Every workload of which there is anything. */
    List<WorkloadId> ids() throws StoreException {
        Set<WorkloadId> ids = new TreeSet<>(records.workloads());
        state.workloads().stream()
                .filter(entry -> !entry.isEmpty())
                .map(WorkloadEntry::id)
                .forEach(ids::add);
        return List.copyOf(ids);
    }

    /** In the order asked. */
    List<WorkloadView> workloads(Collection<WorkloadId> ids) throws StoreException {
        List<WorkloadView> views = new ArrayList<>();
        for (WorkloadId id : ids) {
            Optional<WorkloadEntry> entry = state.find(id);
            Optional<ObjectRow> object = entry.flatMap(WorkloadEntry::object);
            List<InstanceView> instances = entry.stream()
                    .flatMap(found -> found.all().stream())
                    .map(instance -> view(instance, object))
                    .sorted(BY_INDEX)
                    .toList();
            views.add(new WorkloadView(
                    id,
                    records.latest(id),
                    object,
                    progress(entry),
                    matching(entry),
                    instances,
                    entry.map(Views::runs).orElse(List.of())));
        }
        return views;
    }

    private static Progress progress(Optional<WorkloadEntry> entry) {
        return entry.flatMap(found -> found.wanted()
                        .map(ObjectRow::content)
                        .map(object -> ProgressRules.told(found.rollout(), object.version(), object.revision())))
                .orElse(Progress.UNKNOWN);
    }

    private int matching(Optional<WorkloadEntry> entry) {
        return entry.flatMap(found -> found.wanted()
                        .map(object ->
                                nodes.globals().nodes(found, object.content()).size()))
                .orElse(0);
    }

    private static List<RunView> runs(WorkloadEntry entry) {
        return entry.runs().values().stream()
                .map(run -> new RunView(run.stored(), (int) entry.all().stream()
                        .filter(instance -> run.row().has(instance.row()))
                        .filter(instance -> instance.row().site().isPresent()
                                && !instance.phase().isEnded())
                        .count()))
                .toList();
    }

    /** Those that are there. */
    List<InstanceView> instances(Collection<InstanceId> ids) {
        return ids.stream()
                .flatMap(id -> state.find(id).stream())
                .map(instance -> view(
                        instance, state.find(instance.row().id().workload()).flatMap(WorkloadEntry::object)))
                .toList();
    }

    private InstanceView view(LiveInstance instance, Optional<ObjectRow> object) {
        return InstanceView.of(instance, nodes.roster().isLost(instance.row()), object);
    }

    Optional<NodeView> node(String name) {
        return nodes.roster().find(name).map(this::node);
    }

    /** In the order in which they came. */
    List<NodeView> nodes() {
        return nodes.roster().all().stream().map(this::node).toList();
    }

    private NodeView node(NodeSettings node) {
        String name = node.name();
        return new NodeView(
                node,
                nodes.roster().state(name),
                !state.cordons().isCordoned(name),
                state.cordons().isDraining(name),
                nodes.placer().allocated(name));
    }
}
