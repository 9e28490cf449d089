package dev.berth.scheduler.engine;

import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import java.util.Optional;

/** Short ways to write clusters and requests. */
final class Fixtures {
    static final WorkloadId WEB = WorkloadId.of("default", "web");
    static final WorkloadId DATABASE = WorkloadId.of("default", "database");
    static final NodeAttribute DISK = NodeAttribute.label("disk");

    private Fixtures() {}

    static Node.Builder node(String id) {
        return Node.builder(new NodeId(id), id);
    }

    static Node inZone(String id, String zone) {
        return node(id).attribute(NodeAttribute.ZONE, zone).build();
    }

    static Node withDisk(String id, String disk) {
        return node(id).attribute(DISK, disk).build();
    }

    static PlacementEngine engine(Node... nodes) {
        PlacementEngine engine = PlacementEngine.create();
        for (Node node : nodes) {
            engine.putNode(node);
        }
        return engine;
    }

    static ResourceAmounts cpu(long millicores) {
        return ResourceAmounts.builder().cpu(new Cpu(millicores)).build();
    }

    static ResourceAmounts memory(long bytes) {
        return ResourceAmounts.builder().memory(new Memory(bytes)).build();
    }

    static PlacementRequest request(WorkloadId workload, Placement.Builder placement) {
        return PlacementRequest.builder(workload).placement(placement.build()).build();
    }

    static PlacementRequest anywhere(WorkloadId workload) {
        return PlacementRequest.builder(workload).build();
    }

    static void put(PlacementEngine engine, String uid, String node, PlacementRequest request) {
        engine.putInstance(new PlacedInstance(new InstanceId(request.workload(), uid), new NodeId(node), request));
    }

    /** The node's id, or the sentence that says why there is none. */
    static String place(PlacementEngine engine, PlacementRequest request) {
        return text(engine.place(request));
    }

    /** Places and keeps the instance, as a backend does. */
    static String settle(PlacementEngine engine, String uid, PlacementRequest request) {
        PlacementResult result = engine.place(request);
        result.node().ifPresent(node -> put(engine, uid, node.value(), request));
        return text(result);
    }

    private static String text(PlacementResult result) {
        Optional<String> why = result.explanation().map(Explanation::sentence);
        return result.node().map(NodeId::value).or(() -> why).orElseThrow();
    }
}
