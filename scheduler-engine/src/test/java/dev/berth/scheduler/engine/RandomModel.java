package dev.berth.scheduler.engine;

import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.Preference;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Spread;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small random clusters and requests, dense enough that conditions meet. */
final class RandomModel {
    private static final List<NodeAttribute> ATTRIBUTES =
            List.of(NodeAttribute.ZONE, NodeAttribute.HOSTNAME, Fixtures.DISK);
    private static final List<WorkloadId> WORKLOADS =
            List.of(Fixtures.WEB, Fixtures.DATABASE, WorkloadId.of("other", "web"));

    private final Random random;

    RandomModel(Random random) {
        this.random = random;
    }

    List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        for (int number = 1 + random.nextInt(6); number > 0; number--) {
            nodes.add(node("n" + number));
        }
        return nodes;
    }

    Node node(String id) {
        Node.Builder node = Fixtures.node(id).schedulable(!oneIn(10)).allocatable(amounts(10));
        if (oneIn(10)) {
            node.state(pick(List.of(Node.State.values())));
        }
        if (!oneIn(6)) {
            node.attribute(NodeAttribute.ZONE, pick(List.of("east", "west")));
        }
        if (!oneIn(3)) {
            node.attribute(Fixtures.DISK, pick(List.of("ssd", "hdd")));
        }
        return node.build();
    }

    List<PlacementRequest> requests() {
        return WORKLOADS.stream().map(this::request).toList();
    }

    private PlacementRequest request(WorkloadId workload) {
        PlacementRequest.Builder request =
                PlacementRequest.builder(workload).placement(placement()).resources(amounts(4));
        if (oneIn(5)) {
            request.hostPorts(List.of(new HostPort(80 + random.nextInt(2), Port.Protocol.TCP)));
        }
        return request.build();
    }

    private Placement placement() {
        Placement.Builder placement = Placement.builder();
        if (oneIn(3)) {
            placement.constraint(constraint());
        }
        if (oneIn(2)) {
            placement.preference(new Preference(constraint(), 1 + random.nextInt(3)));
        }
        if (oneIn(3)) {
            placement.antiAffinity(affinity());
        }
        if (oneIn(4)) {
            placement.affinity(affinity());
        }
        if (oneIn(3)) {
            placement.spread(new Spread(pick(ATTRIBUTES), 1 + random.nextInt(2), random.nextBoolean()));
        }
        if (oneIn(4)) {
            placement.maximumPerNode(1 + random.nextInt(2));
        }
        return placement.build();
    }

    private Affinity affinity() {
        return new Affinity(pick(WORKLOADS), pick(ATTRIBUTES), random.nextBoolean(), 1 + random.nextInt(3));
    }

    private Constraint constraint() {
        Constraint.Operator operator = pick(List.of(Constraint.Operator.values()));
        List<String> values = switch (operator) {
            case EQUALS, NOT_EQUALS -> List.of(pick(List.of("ssd", "east")));
            case IN, NOT_IN -> List.of("ssd", "west");
            case EXISTS, NOT_EXISTS -> List.of();
            case MATCHES -> List.of(pick(List.of("s+d", "(e|w).*st", "n[1-3]", "SSD")));
        };
        return new Constraint(pick(ATTRIBUTES), operator, values);
    }

    private ResourceAmounts amounts(int most) {
        ResourceAmounts.Builder amounts = ResourceAmounts.builder();
        if (!oneIn(3)) {
            amounts.cpu(new Cpu(random.nextInt(most)));
        }
        if (!oneIn(3)) {
            amounts.memory(new Memory(random.nextInt(most)));
        }
        return amounts.build();
    }

    private boolean oneIn(int number) {
        return random.nextInt(number) == 0;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
