package dev.berth.scheduler.engine;

import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The cluster with its instances indexed by what filters ask for. An update costs as much as the instance has
 * affinities; no question looks at all instances.
 */
final class ClusterState {
    private final Map<NodeId, NodeState> nodes = new TreeMap<>();
    private final Map<InstanceId, PlacedInstance> instances = new HashMap<>();
    private final Index<WorkloadId> whereWorkloadsAre = new Index<>();
    private final Map<WorkloadId, Index<Avoidance>> avoidances = new HashMap<>();

    /** That the owner's instances are to be apart from another workload: what makes anti-affinity symmetric. */
    record Avoidance(WorkloadId owner, NodeAttribute topology) implements Comparable<Avoidance> {
        @Override
        public int compareTo(Avoidance other) {
            int byOwner = owner.compareTo(other.owner);
            return byOwner != 0 ? byOwner : topology.name().compareTo(other.topology.name());
        }
    }

    /** The nodes that are there, in the order of their ids. */
    List<NodeState> nodes() {
        return nodes.values().stream().filter(NodeState::isKnown).toList();
    }

    Optional<NodeState> node(NodeId id) {
        return Optional.ofNullable(nodes.get(id));
    }

    void putNode(Node node) {
        nodes.computeIfAbsent(node.id(), NodeState::new).setFacts(Optional.of(node));
    }

    void removeNode(NodeId id) {
        node(id).ifPresent(node -> {
            node.setFacts(Optional.empty());
            forgetIfEmpty(node);
        });
    }

    void putInstance(PlacedInstance instance) {
        removeInstance(instance.id());
        instances.put(instance.id(), instance);
        PlacementRequest request = instance.request();
        NodeState node = nodes.computeIfAbsent(instance.node(), NodeState::new);
        node.add(request);
        whereWorkloadsAre.add(request.workload(), node);
        for (Affinity apart : requiredAntiAffinities(request)) {
            avoidances
                    .computeIfAbsent(apart.workload(), absent -> new Index<>())
                    .add(new Avoidance(request.workload(), apart.topology()), node);
        }
    }

    void removeInstance(InstanceId id) {
        Optional.ofNullable(instances.remove(id))
                .ifPresent(instance -> node(instance.node()).ifPresent(node -> take(instance.request(), node)));
    }

    /** The nodes that hold instances of a workload. */
    Tally<NodeState> nodesOf(WorkloadId workload) {
        return whereWorkloadsAre.nodesOf(workload);
    }

    /** The nodes that hold instances which are to be apart from the workload, by why. */
    Index<Avoidance> avoiding(WorkloadId workload) {
        return avoidances.getOrDefault(workload, new Index<>());
    }

    private void take(PlacementRequest request, NodeState node) {
        node.remove(request);
        whereWorkloadsAre.remove(request.workload(), node);
        for (Affinity apart : requiredAntiAffinities(request)) {
            avoidances.computeIfPresent(apart.workload(), (same, index) -> {
                index.remove(new Avoidance(request.workload(), apart.topology()), node);
                return index.isEmpty() ? null : index;
            });
        }
        forgetIfEmpty(node);
    }

    private void forgetIfEmpty(NodeState node) {
        if (!node.isKnown() && node.instanceCount() == 0) {
            nodes.remove(node.id());
        }
    }

    private static List<Affinity> requiredAntiAffinities(PlacementRequest request) {
        return request.placement().antiAffinities().stream()
                .filter(Affinity::required)
                .toList();
    }
}
