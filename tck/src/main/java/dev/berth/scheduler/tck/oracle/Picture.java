package dev.berth.scheduler.tck.oracle;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Endpoint;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the backend says at one time, about the workloads of one test. */
public record Picture(
        Map<WorkloadId, Workload> workloads,
        List<Instance> instances,
        Map<WorkloadId, List<Endpoint>> endpoints,
        Map<WorkloadId, List<Run>> runs,
        Map<NodeId, Node> nodes) {
    public Picture {
        workloads = Map.copyOf(workloads);
        instances = List.copyOf(instances);
        endpoints = Map.copyOf(endpoints);
        runs = Map.copyOf(runs);
        nodes = Map.copyOf(nodes);
    }

    List<Instance> instances(WorkloadId id) {
        return instances.stream().filter(one -> one.id().workload().equals(id)).toList();
    }

    /** Those that count: not on their way out, not ended well, and not lost, which may run or not. */
    List<Instance> counted(WorkloadId id) {
        return instances(id).stream().filter(Picture::counts).toList();
    }

    /** Those that take a place on a node, on their way out or not; lost ones may be replaced where they would be in the way. */
    List<Instance> placed(WorkloadId id) {
        return instances(id).stream()
                .filter(one -> one.node().isPresent() && holds(one))
                .toList();
    }

    Optional<String> attribute(Instance instance, String attribute) {
        return instance.node()
                .flatMap(id -> Optional.ofNullable(nodes.get(id)))
                .flatMap(node -> Optional.ofNullable(node.attributes().get(attribute)));
    }

    static boolean counts(Instance instance) {
        return switch (instance.state()) {
            case PENDING, STARTING, RUNNING, FAILED, UNKNOWN -> true;
            case STOPPING, COMPLETED, LOST -> false;
        };
    }

    private static boolean holds(Instance instance) {
        return switch (instance.state()) {
            case PENDING, STARTING, RUNNING, STOPPING, UNKNOWN -> true;
            case COMPLETED, FAILED, LOST -> false;
        };
    }
}
