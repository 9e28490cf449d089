package dev.berth.scheduler.engine;

import dev.berth.scheduler.spec.NodeAttribute;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The values of one attribute: each is a place that one or more nodes make up. */
final class Domains {
    private Domains() {}

    /** How many instances each domain holds; those on a node without the attribute are in none. */
    static Tally<String> count(Tally<NodeState> instances, NodeAttribute attribute) {
        Tally<String> counts = new Tally<>();
        instances.forEach((node, count) -> node.value(attribute).ifPresent(value -> counts.add(value, count)));
        return counts;
    }

    /** How many instances the emptiest domain of these nodes holds; 0 without any domain. */
    static int fewest(Tally<String> counts, Collection<NodeState> nodes, NodeAttribute attribute) {
        Set<String> domains = new HashSet<>();
        nodes.forEach(node -> node.value(attribute).ifPresent(domains::add));
        return domains.stream().mapToInt(counts::of).min().orElse(0);
    }
}
