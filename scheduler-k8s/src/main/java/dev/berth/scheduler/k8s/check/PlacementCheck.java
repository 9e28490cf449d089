package dev.berth.scheduler.k8s.check;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.core.adapter.Problems;
import dev.berth.scheduler.k8s.render.NodeKeys;
import dev.berth.scheduler.k8s.render.PodAffinityForm;
import dev.berth.scheduler.k8s.render.StrategyForm;
import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Spread;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Constraints and spreads: the values that labels of nodes can have, and spreads that exclude each other. */
final class PlacementCheck {
    private static final String ALONE = "a new instance can't be on its node before the old one is gone; let"
            + " rollout.maximumUnavailable be a count of 1 or more";

    private PlacementCheck() {}

    static void check(WorkloadSpec spec, Problems problems) {
        Placement placement = spec.placement();
        for (int i = 0; i < placement.constraints().size(); i++) {
            constraint(placement.constraints().get(i), problems.item("constraints", i));
        }
        for (int i = 0; i < placement.preferences().size(); i++) {
            constraint(placement.preferences().get(i).constraint(), problems.item("preferences", i));
        }
        together(placement.affinities(), problems);
        spreads(placement, problems);
        alone(spec, problems);
    }

    /** Only a pod that meets all required affinities counts for any of them, and a pod is of one workload. */
    private static void together(List<Affinity> affinities, Problems problems) {
        int first = -1;
        for (int i = 0; i < affinities.size(); i++) {
            if (affinities.get(i).required()) {
                first = first < 0 ? i : first;
                WorkloadId other = affinities.get(first).workload();
                problems.item("affinities", i)
                        .below("workload")
                        .refuseIf(
                                !affinities.get(i).workload().equals(other),
                                Capabilities.AFFINITY_REQUIRED,
                                "workload (=" + affinities.get(i).workload() + ") must be that of affinities[" + first
                                        + "] (=" + other
                                        + "): Kubernetes looks for one pod that meets all required affinities");
            }
        }
    }

    /** A DaemonSet that starts the new pod first has two on a node. */
    private static void alone(WorkloadSpec spec, Problems problems) {
        if (!StrategyForm.startsFirst(spec)) {
            return;
        }
        if (spec.placement().maximumPerNode().orElse(0) == 1) {
            problems.below("maximumPerNode").infeasible(ALONE);
        }
        List<Affinity> against = spec.placement().antiAffinities();
        for (int i = 0; i < against.size(); i++) {
            if (PodAffinityForm.isAlone(spec, against.get(i))) {
                problems.item("antiAffinities", i).infeasible(ALONE);
            }
        }
    }

    private static void constraint(Constraint constraint, Problems problems) {
        NodeAttribute attribute = constraint.attribute();
        Capability capability = Capability.constraint(constraint.operator(), attribute.family());
        boolean named = attribute.family() == NodeAttribute.Family.NODE_ID;
        for (int i = 0; i < constraint.values().size(); i++) {
            String value = constraint.values().get(i);
            problems.item("values", i)
                    .refuseIf(
                            named ? !Texts.isSubdomain(value) : !Texts.isLabelValue(value),
                            capability,
                            "the value (=" + value + ") " + (named ? Texts.SUBDOMAIN_RULE : Texts.LABEL_VALUE_RULE));
        }
    }

    private static void spreads(Placement placement, Problems problems) {
        boolean several = placement.maximumPerNode().orElse(0) > 1;
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < placement.spreads().size(); i++) {
            Spread spread = placement.spreads().get(i);
            Problems place = problems.item("spreads", i).below("attribute");
            Capability capability = spread.required() ? Capabilities.SPREAD_REQUIRED : Capabilities.SPREAD_PREFERRED;
            place.refuseIf(
                    spread.required() && several && NodeKeys.isOneNode(spread.attribute()),
                    capability,
                    "attribute (=" + spread.attribute() + ") must not be spread over with required beside a"
                            + " maximumPerNode of more than 1: Kubernetes has one limit of that kind for nodes");
            Integer earlier = seen.putIfAbsent(NodeKeys.label(spread.attribute()) + spread.required(), i);
            place.refuseIf(
                    earlier != null,
                    capability,
                    "attribute (=" + spread.attribute() + ") must be spread over once, spreads[" + earlier
                            + "] has it too");
        }
    }
}
