package dev.berth.scheduler.k8s.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.Replicated;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** How many of a workload's pods may be missing because somebody evicts them, as whoever drains a node does. */
public final class BudgetForm {
    public static final String KIND = "PodDisruptionBudget";

    private BudgetForm() {}

    /**
     * What the rollout says may be missing, and at least one: a budget that forbids all would let nobody empty a node, ever. Empty
     * where that is as good as none, and of what is evicted by nobody or evicts itself: pods of DaemonSets, and of Jobs.
     */
    public static OptionalInt most(WorkloadSpec spec) {
        if (!(spec.mode() instanceof Replicated replicated)) {
            return OptionalInt.empty();
        }
        int replicas = replicated.replicas();
        int most = Math.max(1, spec.rollout().maximumUnavailable().roundedDown(replicas));
        return most < replicas ? OptionalInt.of(most) : OptionalInt.empty();
    }

    /**
     * The manifest; empty where there is no budget.
     *
     * @param selector labels of the pods
     */
    public static Optional<ObjectNode> of(String name, Marks marks, Map<String, String> selector, WorkloadSpec spec) {
        OptionalInt most = most(spec);
        if (most.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode node = Json.object().put("maxUnavailable", most.getAsInt());
        node.set("selector", Json.object().set("matchLabels", Labels.json(selector)));
        // What isn't ready is missing as it is: to keep it where it is would help nobody.
        node.put("unhealthyPodEvictionPolicy", "AlwaysAllow");
        return Optional.of(ManifestForm.of("policy/v1", KIND, name, marks).set("spec", node));
    }
}
