package dev.berth.scheduler.engine;

import dev.berth.scheduler.status.Explanation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Applies filters and remembers under which each excluded node fell: the first that it doesn't pass. */
final class Exclusions {
    private final Tally<String> reasons = new Tally<>();
    private int checks;

    List<NodeState> keep(Collection<NodeState> nodes, List<Filter> filters) {
        List<NodeState> kept = new ArrayList<>();
        for (NodeState node : nodes) {
            if (passes(node, filters)) {
                kept.add(node);
            }
        }
        return kept;
    }

    /** How often a filter has looked at a node. */
    int checks() {
        return checks;
    }

    /** Most first; equal numbers in the order of their text. */
    Explanation explain(int nodes) {
        List<Explanation.Reason> sorted = new ArrayList<>();
        reasons.forEach((what, count) -> sorted.add(new Explanation.Reason(count, what)));
        sorted.sort(
                Comparator.comparingInt(Explanation.Reason::count).reversed().thenComparing(Explanation.Reason::what));
        return new Explanation(nodes, sorted);
    }

    private boolean passes(NodeState node, List<Filter> filters) {
        for (Filter filter : filters) {
            checks++;
            if (!filter.passes(node)) {
                reasons.increment(filter.explain(node));
                return false;
            }
        }
        return true;
    }
}
