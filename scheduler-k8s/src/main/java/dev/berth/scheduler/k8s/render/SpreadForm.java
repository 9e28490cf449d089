package dev.berth.scheduler.k8s.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Spread;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.List;
import java.util.Map;

/** Spreads, and how many pods a node may have at most. */
final class SpreadForm {
    private final Map<String, String> own;

    private SpreadForm(Map<String, String> own) {
        this.own = own;
    }

    /** @param own labels of the pods */
    static ArrayNode of(WorkloadSpec spec, Map<String, String> own) {
        SpreadForm form = new SpreadForm(own);
        ArrayNode constraints = Json.array();
        spec.placement().spreads().forEach(spread -> constraints.add(form.spread(spread, spec.mode())));
        spec.placement().maximumPerNode().stream()
                .filter(count -> count > 1)
                .forEach(count -> constraints.add(form.maximum(count)));
        return constraints;
    }

    private ObjectNode spread(Spread spread, Mode mode) {
        ObjectNode node = node(spread.maximumSkew(), NodeKeys.label(spread.attribute()), spread.required());
        // Otherwise the pods that a rollout replaces would be counted with the new ones, which stay where that led
        // them.
        if (mode.kind() == Mode.Kind.REPLICATED) {
            node.set("matchLabelKeys", Json.array(List.of("pod-template-hash")));
        }
        // Otherwise a lost or cordoned node counts as a place that is still to be filled.
        return node.put("nodeTaintsPolicy", "Honor");
    }

    /** As long as there are fewer nodes than that, the fewest pods that any of them has count as none. */
    private ObjectNode maximum(int count) {
        return node(count, NodeKeys.HOSTNAME, true).put("minDomains", Integer.MAX_VALUE);
    }

    private ObjectNode node(int skew, String key, boolean required) {
        ObjectNode node = Json.object().put("maxSkew", skew).put("topologyKey", key);
        node.put("whenUnsatisfiable", required ? "DoNotSchedule" : "ScheduleAnyway");
        return node.set("labelSelector", Json.object().set("matchLabels", Labels.json(own)));
    }
}
