package dev.berth.scheduler.swarm.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Spread;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.OptionalInt;

/** Where tasks may be. */
final class PlacementForm {
    private PlacementForm() {}

    static ObjectNode of(WorkloadSpec spec) {
        Placement placement = spec.placement();
        ObjectNode node = Json.object();
        ArrayNode constraints = Json.array();
        placement
                .constraints()
                .forEach(constraint -> ConstraintForm.of(constraint).forEach(constraints::add));
        put(node, "Constraints", constraints);
        ArrayNode preferences = Json.array();
        placement.spreads().stream()
                .filter(spread -> !isOverNodes(spread.attribute()))
                .forEach(spread -> preferences.add(preference(spread)));
        put(node, "Preferences", preferences);
        if (hasReplicas(spec.mode())) {
            maximum(spec).ifPresent(count -> node.put("MaxReplicas", count));
        }
        return node;
    }

    private static void put(ObjectNode node, String field, ArrayNode values) {
        if (!values.isEmpty()) {
            node.set(field, values);
        }
    }

    private static ObjectNode preference(Spread spread) {
        return Json.object()
                .set("Spread", Json.object().put("SpreadDescriptor", AttributeNames.inConstraint(spread.attribute())));
    }

    /** Instances that keep apart from one another are at most one on a node. */
    private static OptionalInt maximum(WorkloadSpec spec) {
        boolean apart = spec.placement().antiAffinities().stream().anyMatch(affinity -> isApart(affinity, spec));
        return apart ? OptionalInt.of(1) : spec.placement().maximumPerNode();
    }

    private static boolean isApart(Affinity affinity, WorkloadSpec spec) {
        return affinity.required() && affinity.workload().equals(spec.id());
    }

    /** What runs once on each node has no maximum that could be passed. */
    private static boolean hasReplicas(Mode mode) {
        return switch (mode.kind()) {
            case REPLICATED, BATCH, CRON -> true;
            case GLOBAL, GLOBAL_BATCH -> false;
        };
    }

    /** Swarm spreads over nodes unasked. */
    static boolean isOverNodes(NodeAttribute attribute) {
        return attribute.equals(NodeAttribute.NODE_ID) || attribute.equals(NodeAttribute.HOSTNAME);
    }
}
