package dev.berth.scheduler.swarm.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.swarm.engine.NodeObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Swarm ignores letter case where it compares values, Berth doesn't: finds the nodes for which that matters. */
public final class LetterCase {
    private static final Pattern CONSTRAINT = Pattern.compile("(.+?)(?:==|!=)(.+)");

    private LetterCase() {}

    /**
     * A problem for each node that a constraint of {@code service} takes for another than it is.
     *
     * @param service its spec as it is rendered or observed
     */
    public static List<Problem> problems(ObjectNode service, Collection<NodeObject> nodes) {
        List<Problem> problems = new ArrayList<>();
        for (JsonNode constraint : service.at("/TaskTemplate/Placement/Constraints")) {
            Matcher parts = CONSTRAINT.matcher(constraint.asText());
            if (parts.matches()) {
                nodes.forEach(
                        node -> clash(parts.group(1), parts.group(2), node).ifPresent(problems::add));
            }
        }
        return problems;
    }

    private static Optional<Problem> clash(String attribute, String value, NodeObject node) {
        return Optional.ofNullable(compared(node).get(attribute))
                .filter(own -> own.equalsIgnoreCase(value) && !own.equals(value))
                .map(own -> Problem.of(
                        ErrorCode.INFEASIBLE,
                        "placement.constraints",
                        attribute + " of node " + node.hostname() + " (=" + own + ") differs from " + value
                                + " in letter case only, and a swarm takes them for equal; give one another value"));
    }

    /** By the names in constraints. */
    private static Map<String, String> compared(NodeObject node) {
        Map<String, String> values = new TreeMap<>();
        node.labels().forEach((key, value) -> values.put(AttributeNames.NODE_LABELS + key, value));
        node.engineLabels().forEach((key, value) -> values.put(AttributeNames.ENGINE_LABELS + key, value));
        values.put(AttributeNames.NODE_HOSTNAME, node.hostname());
        return values;
    }
}
