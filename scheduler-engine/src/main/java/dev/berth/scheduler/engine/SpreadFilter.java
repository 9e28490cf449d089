package dev.berth.scheduler.engine;

import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Spread;
import java.util.Collection;
import java.util.List;

/**
 * Keeps the skew over the usable domains (rule PLC-5).
 *
 * @param counts instances of the workload in each domain, whatever the state of their nodes
 * @param most how many instances a domain may hold with the one to be placed
 */
record SpreadFilter(NodeAttribute attribute, int skew, Tally<String> counts, long most) implements Filter {
    static List<Filter> of(PlacementRequest request, ClusterState cluster, Collection<NodeState> usable) {
        return request.placement().spreads().stream()
                .filter(Spread::required)
                .map(spread -> of(spread, cluster.nodesOf(request.workload()), usable))
                .toList();
    }

    private static Filter of(Spread spread, Tally<NodeState> instances, Collection<NodeState> usable) {
        Tally<String> counts = Domains.count(instances, spread.attribute());
        long fewest = Domains.fewest(counts, usable, spread.attribute());
        return new SpreadFilter(spread.attribute(), spread.maximumSkew(), counts, fewest + spread.maximumSkew());
    }

    @Override
    public boolean passes(NodeState node) {
        return node.value(attribute).filter(domain -> counts.of(domain) < most).isPresent();
    }

    @Override
    public String explain(NodeState node) {
        return node.value(attribute).isPresent()
                ? "in a " + attribute + " that is full at maximum skew " + skew
                : "lack " + attribute;
    }
}
