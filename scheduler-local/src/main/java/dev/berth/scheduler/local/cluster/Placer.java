package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.engine.PlacedInstance;
import dev.berth.scheduler.engine.PlacementEngine;
import dev.berth.scheduler.engine.PlacementRequest;
import dev.berth.scheduler.engine.PlacementResult;
import dev.berth.scheduler.local.document.Template;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The placement engine, told of the nodes by configuration and of every instance that has a place. */
final class Placer {
    private final ClusterSettings settings;
    private final PlacementEngine engine;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<InstanceId, PlacedInstance> told = new HashMap<>();

    Placer(ClusterSettings settings) {
        this(settings, PlacementEngine.create());
    }

    Placer(ClusterSettings settings, PlacementEngine engine) {
        this.settings = settings;
        this.engine = engine;
    }

    void node(NodeSettings node, boolean schedulable, Node.State state) {
        Node.Builder builder = Node.builder(new NodeId(node.name()), settings.hostname(node))
                .address(settings.address())
                .allocatable(node.capacity())
                .state(state)
                .schedulable(schedulable);
        node.attributes().forEach((name, value) -> builder.attribute(new NodeAttribute(name), value));
        put(builder.build());
    }

    private void put(Node node) {
        nodes.put(node.id().value(), node);
        engine.putNode(node);
    }

    /** A node is no more; instances that are said to be there count again when it returns. */
    void remove(String node) {
        nodes.remove(node);
        engine.removeNode(new NodeId(node));
    }

    /** Another that knows the same; what is then told to one of them the other doesn't know. */
    Placer copy() {
        Placer copy = new Placer(settings);
        nodes.values().forEach(copy::put);
        told.values().forEach(copy::put);
        return copy;
    }

    private void put(PlacedInstance placed) {
        told.put(placed.id(), placed);
        engine.putInstance(placed);
    }

    /** Takes note of where an instance is to be. */
    void put(InstanceId id, String node, Template template) {
        put(new PlacedInstance(id, new NodeId(node), request(id.workload(), template)));
    }

    /** Where one more instance of a workload goes; nothing is changed. */
    PlacementResult place(WorkloadId workload, Template template) {
        return engine.place(request(workload, template));
    }

    /** Whether one more instance can be on a node; nothing is changed. */
    PlacementResult placeOn(String node, WorkloadId workload, Template template) {
        return engine.placeOn(new NodeId(node), request(workload, template));
    }

    /** Names of the nodes that instances of a workload belong on, whatever runs there. */
    List<String> matching(WorkloadId workload, Template template) {
        return engine.matching(request(workload, template)).stream()
                .map(NodeId::value)
                .toList();
    }

    /** Whether a node is one of those. */
    boolean matches(WorkloadId workload, Template template, String node) {
        return engine.matches(request(workload, template), new NodeId(node));
    }

    /**
     * Takes note of where an instance is; one that ended for good takes no place.
     *
     * @return whether that changes what its node has left
     */
    boolean update(LiveInstance instance) {
        InstanceRow row = instance.row();
        if (row.site().isEmpty() || row.phase().isEnded() || isLost(row)) {
            return forget(row.id());
        }
        String node = row.site().get().node();
        PlacedInstance before = told.get(row.id());
        boolean moved = before == null || !before.node().value().equals(node);
        if (moved) {
            put(row.id(), node, instance.template());
        }
        return moved;
    }

    /** What was given up has no place while its node is lost: else it might be in the way of its own replacement. */
    private boolean isLost(InstanceRow row) {
        Node node = nodes.get(row.site().orElseThrow().node());
        return row.isGivenUp() && node != null && node.state() == Node.State.LOST;
    }

    /** An instance takes no place any more; false when it took none. */
    boolean forget(InstanceId id) {
        boolean placed = told.remove(id) != null;
        if (placed) {
            engine.removeInstance(id);
        }
        return placed;
    }

    ResourceAmounts allocated(String node) {
        return engine.allocated(new NodeId(node));
    }

    private static PlacementRequest request(WorkloadId workload, Template template) {
        return PlacementRequest.builder(workload)
                .placement(template.placement())
                .tasks(template.tasks())
                .build();
    }
}
