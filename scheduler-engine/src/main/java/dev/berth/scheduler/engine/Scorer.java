package dev.berth.scheduler.engine;

import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Spread;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Scores nodes for one placement (rule PLC-4). */
final class Scorer {
    private final PlacementRequestData request;
    private final List<Neighbourhood> neighbourhoods = new ArrayList<>();
    private final List<Evenness> spreads;

    Scorer(PlacementRequestData request, ClusterState cluster, Collection<NodeState> usable) {
        this.request = request;
        addNeighbourhoods(request.placement().affinities(), 1, cluster);
        addNeighbourhoods(request.placement().antiAffinities(), -1, cluster);
        Tally<NodeState> own = cluster.nodesOf(request.workload());
        this.spreads = request.placement().spreads().stream()
                .filter(spread -> !spread.required())
                .map(spread -> Evenness.of(spread, own, usable))
                .toList();
    }

    Score score(NodeState node) {
        return new Score(
                node,
                preference(node),
                spreads.stream().mapToLong(spread -> spread.excess(node)).sum(),
                node.instancesOf(request.workload()),
                load(node));
    }

    private void addNeighbourhoods(List<Affinity> affinities, int sign, ClusterState cluster) {
        for (Affinity affinity : affinities) {
            if (!affinity.required()) {
                NodeAttribute topology = affinity.topology();
                Set<String> places = Domains.count(cluster.nodesOf(affinity.workload()), topology)
                        .keys();
                neighbourhoods.add(new Neighbourhood(topology, places, sign * affinity.weight()));
            }
        }
    }

    private long preference(NodeState node) {
        long sum = 0;
        for (PlacementRequestData.WeightedCondition preference : request.preferences()) {
            sum += preference.condition().holdsOn(node) ? preference.weight() : 0;
        }
        for (Neighbourhood neighbourhood : neighbourhoods) {
            sum += neighbourhood.includes(node) ? neighbourhood.weight : 0;
        }
        return sum;
    }

    private double load(NodeState node) {
        double most = 0;
        for (Resource resource : Resource.values()) {
            if (resource.statedIn(node.allocatable()).isPresent()) {
                double used = (double) node.usage().of(resource) + resource.requestedIn(request.resources());
                most = Math.max(most, used / Math.max(1, resource.allocatableIn(node.allocatable())));
            }
        }
        return most;
    }

    private record Neighbourhood(NodeAttribute topology, Set<String> places, int weight) {
        boolean includes(NodeState node) {
            return node.value(topology).filter(places::contains).isPresent();
        }
    }

    private record Evenness(NodeAttribute attribute, Tally<String> counts, long most) {
        static Evenness of(Spread spread, Tally<NodeState> instances, Collection<NodeState> usable) {
            Tally<String> counts = Domains.count(instances, spread.attribute());
            long fewest = Domains.fewest(counts, usable, spread.attribute());
            return new Evenness(spread.attribute(), counts, fewest + spread.maximumSkew());
        }

        /** A node in no domain is worse than one in any. */
        long excess(NodeState node) {
            return node.value(attribute)
                    .map(domain -> Math.max(0, counts.of(domain) + 1 - most))
                    .orElse(counts.total() + 1L);
        }
    }
}
