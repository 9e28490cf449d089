package dev.berth.scheduler.swarm;

import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.swarm.engine.NodeObject;
import dev.berth.scheduler.swarm.engine.TaskObject;
import dev.berth.scheduler.swarm.render.NodeAttributes;
import dev.berth.scheduler.swarm.status.Tasks;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The engines of a swarm, in the words of the API. Pure. */
final class SwarmNodes {
    private static final long NANOS_PER_MILLICORE = 1_000_000;
    private static final SwarmNodes NONE = new SwarmNodes(List.of());

    private final Map<String, NodeObject> nodes;

    SwarmNodes(Collection<NodeObject> nodes) {
        this.nodes = nodes.stream().collect(Collectors.toMap(NodeObject::id, node -> node));
    }

    static SwarmNodes none() {
        return NONE;
    }

    int count() {
        return nodes.size();
    }

    boolean isDown(String id) {
        NodeObject node = nodes.get(id);
        return node != null && !node.state().equals("ready");
    }

    /** Whether new tasks may go there. */
    static boolean isAvailable(NodeObject node) {
        return node.state().equals("ready") && node.availability().equals("active");
    }

    /** At which ports of the node are reached; empty when nobody says. */
    String address(String id) {
        NodeObject node = nodes.get(id);
        return node == null ? "" : node.address();
    }

    /** With what the tasks that are on it have reserved. */
    static Node node(NodeObject node, List<TaskObject> tasks) {
        long nanoCpus = 0;
        long bytes = 0;
        for (TaskObject task : tasks) {
            if (task.nodeId().equals(node.id()) && !Tasks.isOver(task)) {
                nanoCpus += task.reservedNanoCpus();
                bytes += task.reservedBytes();
            }
        }
        Node.Builder neutral = Node.builder(new NodeId(node.id()), node.hostname())
                .address(node.address())
                .allocatable(amounts(node.nanoCpus(), node.memoryBytes()))
                .allocated(amounts(nanoCpus, bytes))
                .state(state(node))
                .schedulable(node.availability().equals("active"))
                .draining(node.availability().equals("drain"));
        NodeAttributes.of(node).forEach((name, value) -> neutral.attribute(new NodeAttribute(name), value));
        return neutral.build();
    }

    private static ResourceAmounts amounts(long nanoCpus, long bytes) {
        return ResourceAmounts.builder()
                .cpu(new Cpu(nanoCpus / NANOS_PER_MILLICORE))
                .memory(new Memory(bytes))
                .build();
    }

    private static Node.State state(NodeObject node) {
        return switch (node.state()) {
            case "ready" -> Node.State.READY;
            case "disconnected" -> Node.State.NOT_READY;
            case "down" -> Node.State.LOST;
            default -> Node.State.UNKNOWN;
        };
    }

    Collection<NodeObject> all() {
        return nodes.values();
    }
}
