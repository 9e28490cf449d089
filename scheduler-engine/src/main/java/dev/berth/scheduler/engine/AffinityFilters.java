package dev.berth.scheduler.engine;

import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.WorkloadId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The filters that look at where other instances are (rules PLC-2 and PLC-3).
 *
 * <p>A node without the attribute is in no place, as on Kubernetes: what is there is apart from everything and beside
 * nothing, so the node passes every anti-affinity and no affinity.
 */
final class AffinityFilters {
    private AffinityFilters() {}

    static List<Filter> of(PlacementRequest request, ClusterState cluster) {
        List<Filter> filters = new ArrayList<>();
        request.placement().antiAffinities().stream()
                .filter(Affinity::required)
                .forEach(apart -> filters.add(apart(apart, cluster)));
        filters.addAll(avoided(request.workload(), cluster));
        request.placement().affinities().stream()
                .filter(Affinity::required)
                .forEach(beside -> filters.add(beside(beside, request.workload(), cluster)));
        return filters;
    }

    private static Filter apart(Affinity apart, ClusterState cluster) {
        Set<String> taken = places(cluster.nodesOf(apart.workload()), apart.topology());
        return new OutsideOf(
                apart.topology(),
                taken,
                "beside " + apart.workload() + " (anti-affinity over " + apart.topology() + ")");
    }

    /** The other direction: instances that are to be apart from this workload. */
    private static List<Filter> avoided(WorkloadId workload, ClusterState cluster) {
        Index<ClusterState.Avoidance> avoiding = cluster.avoiding(workload);
        List<Filter> filters = new ArrayList<>();
        avoiding.keys().stream()
                .sorted()
                .forEach(avoidance -> filters.add(new OutsideOf(
                        avoidance.topology(),
                        places(avoiding.nodesOf(avoidance), avoidance.topology()),
                        "avoided by " + avoidance.owner() + " (its anti-affinity over " + avoidance.topology() + ")")));
        return filters;
    }

    /** The first of a set that is to be beside itself finds none of its own, and may start anywhere. */
    private static Filter beside(Affinity beside, WorkloadId self, ClusterState cluster) {
        Set<String> allowed = places(cluster.nodesOf(beside.workload()), beside.topology());
        boolean first = allowed.isEmpty() && beside.workload().equals(self);
        return new Beside(beside, allowed, first);
    }

    private static Set<String> places(Tally<NodeState> nodes, NodeAttribute topology) {
        return Domains.count(nodes, topology).keys();
    }

    private record OutsideOf(NodeAttribute topology, Set<String> places, String explanation) implements Filter {
        @Override
        public boolean passes(NodeState node) {
            return node.value(topology).filter(places::contains).isEmpty();
        }

        @Override
        public String explain(NodeState node) {
            return explanation;
        }
    }

    private record Beside(Affinity affinity, Set<String> places, boolean first) implements Filter {
        @Override
        public boolean passes(NodeState node) {
            return node.value(affinity.topology())
                    .filter(place -> first || places.contains(place))
                    .isPresent();
        }

        @Override
        public String explain(NodeState node) {
            return first
                    ? "lack " + affinity.topology()
                    : "not beside " + affinity.workload() + " (affinity over " + affinity.topology() + ")";
        }
    }
}
