package dev.berth.scheduler.engine;

import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import java.util.ArrayList;
import java.util.List;

/** Looks at every node, each at the most once with each filter. */
final class ScanningEngine implements PlacementEngine {
    private final ClusterState cluster = new ClusterState();
    private long checks;

    @Override
    public void putNode(Node node) {
        cluster.putNode(node);
    }

    @Override
    public void removeNode(NodeId node) {
        cluster.removeNode(node);
    }

    @Override
    public void putInstance(PlacedInstance instance) {
        cluster.putInstance(instance);
    }

    @Override
    public void removeInstance(InstanceId instance) {
        cluster.removeInstance(instance);
    }

    @Override
    public PlacementResult place(PlacementRequest request) {
        PlacementRequestData compiled = PlacementRequestData.of(request);
        Exclusions exclusions = new Exclusions();
        List<NodeState> nodes = cluster.nodes();
        List<NodeState> usable = exclusions.keep(nodes, NodeFilters.of(compiled));
        List<NodeState> fitting = exclusions.keep(usable, instanceFilters(compiled, usable));
        checks += exclusions.checks();
        Scorer scorer = new Scorer(compiled, cluster, usable);
        return fitting.stream()
                .map(scorer::score)
                .min(Score.BEST_FIRST)
                .<PlacementResult>map(
                        best -> new PlacementResult.Placed(best.node().id()))
                .orElseGet(() -> new PlacementResult.Pending(exclusions.explain(nodes.size())));
    }

    @Override
    public boolean matches(PlacementRequest request, NodeId node) {
        return !matching(PlacementRequestData.of(request), known(node)).isEmpty();
    }

    @Override
    public List<NodeId> matching(PlacementRequest request) {
        return matching(PlacementRequestData.of(request), cluster.nodes()).stream()
                .map(NodeState::id)
                .toList();
    }

    private List<NodeState> matching(PlacementRequestData request, List<NodeState> nodes) {
        Exclusions exclusions = new Exclusions();
        List<NodeState> matching = exclusions.keep(nodes, NodeFilters.evenCordoned(request));
        checks += exclusions.checks();
        return matching;
    }

    private List<NodeState> known(NodeId node) {
        return cluster.node(node).filter(NodeState::isKnown).stream().toList();
    }

    /** All nodes are looked at only for a spread, whose domains they are. */
    @Override
    public PlacementResult placeOn(NodeId node, PlacementRequest request) {
        PlacementRequestData compiled = PlacementRequestData.of(request);
        List<NodeState> domains =
                request.placement().spreads().isEmpty() ? List.of() : matching(compiled, cluster.nodes());
        Exclusions exclusions = new Exclusions();
        List<NodeState> only = known(node);
        List<NodeState> usable = exclusions.keep(only, NodeFilters.evenCordoned(compiled));
        List<NodeState> fitting = exclusions.keep(usable, instanceFilters(compiled, domains));
        checks += exclusions.checks();
        return fitting.isEmpty()
                ? new PlacementResult.Pending(exclusions.explain(only.size()))
                : new PlacementResult.Placed(node);
    }

    @Override
    public ResourceAmounts allocated(NodeId node) {
        return cluster.node(node).map(state -> state.usage().amounts()).orElse(ResourceAmounts.NONE);
    }

    /** How often a filter has looked at a node in all placements so far: the cost that tests count. */
    long checks() {
        return checks;
    }

    private List<Filter> instanceFilters(PlacementRequest request, List<NodeState> usable) {
        List<Filter> filters = new ArrayList<>(CapacityFilters.of(request));
        filters.addAll(AffinityFilters.of(request, cluster));
        filters.addAll(SpreadFilter.of(request, cluster, usable));
        return filters;
    }
}
