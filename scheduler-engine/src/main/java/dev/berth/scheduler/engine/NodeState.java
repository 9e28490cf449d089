package dev.berth.scheduler.engine;

import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import java.util.Optional;

/** One node and the sums over its instances; exists without the node's facts while only instances tell of it. */
final class NodeState {
    private final NodeId id;
    private Optional<Node> facts = Optional.empty();
    private final Usage usage = new Usage();
    private final Tally<HostPort> hostPorts = new Tally<>();
    private final Tally<WorkloadId> instances = new Tally<>();
    private int instanceCount;

    NodeState(NodeId id) {
        this.id = id;
    }

    NodeId id() {
        return id;
    }

    boolean isKnown() {
        return facts.isPresent();
    }

    void setFacts(Optional<Node> node) {
        this.facts = node;
    }

    Node.State state() {
        return facts.map(Node::state).orElse(Node.State.UNKNOWN);
    }

    boolean isSchedulable() {
        return facts.map(Node::schedulable).orElse(false);
    }

    Optional<String> value(NodeAttribute attribute) {
        return facts.map(node -> node.attributes().get(attribute.name()));
    }

    ResourceAmounts allocatable() {
        return facts.map(Node::allocatable).orElse(ResourceAmounts.NONE);
    }

    void add(PlacementRequest request) {
        usage.add(request.resources());
        request.hostPorts().forEach(hostPorts::increment);
        instances.increment(request.workload());
        instanceCount++;
    }

    void remove(PlacementRequest request) {
        usage.remove(request.resources());
        request.hostPorts().forEach(hostPorts::decrement);
        instances.decrement(request.workload());
        instanceCount--;
    }

    Usage usage() {
        return usage;
    }

    boolean isTaken(HostPort port) {
        return hostPorts.of(port) > 0;
    }

    int instancesOf(WorkloadId workload) {
        return instances.of(workload);
    }

    int instanceCount() {
        return instanceCount;
    }
}
