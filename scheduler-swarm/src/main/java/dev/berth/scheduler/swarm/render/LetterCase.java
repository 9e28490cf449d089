package dev.berth.scheduler.swarm.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.swarm.engine.NodeObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Swarm ignores letter case where it compares values, Berth doesn't: finds the nodes for which that matters. */
public final class LetterCase {
    private static final int NODES_NAMED = 3;

    private LetterCase() {}

    /**
     * A problem for each value of nodes that a constraint of {@code service} takes for another than it is.
     *
     * @param service its spec as it is rendered or observed
     */
    public static List<Problem> problems(ObjectNode service, Collection<NodeObject> nodes) {
        List<Problem> problems = new ArrayList<>();
        for (NodeConstraint constraint : NodeConstraint.of(service)) {
            Map<String, Set<String>> mistaken = new TreeMap<>();
            for (NodeObject node : nodes) {
                constraint
                        .mistakenOn(node)
                        .ifPresent(own -> mistaken.computeIfAbsent(own, value -> new TreeSet<>())
                                .add(node.hostname()));
            }
            mistaken.forEach((own, hostnames) -> problems.add(problem(constraint, own, hostnames)));
        }
        return problems;
    }

    private static Problem problem(NodeConstraint constraint, String own, Set<String> hostnames) {
        return Problem.of(
                ErrorCode.INFEASIBLE,
                "placement.constraints",
                constraint.attribute() + " of " + named(hostnames) + " (=" + own + ") differs from "
                        + constraint.value()
                        + " in letter case only, and a swarm takes them for equal; give one another value");
    }

    private static String named(Set<String> hostnames) {
        String first = String.join(", ", hostnames.stream().limit(NODES_NAMED).toList());
        int more = hostnames.size() - NODES_NAMED;
        return (hostnames.size() == 1 ? "node " : "nodes ") + first + (more > 0 ? " and " + more + " more" : "");
    }
}
