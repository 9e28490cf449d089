package dev.berth.scheduler.k8s.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.WorkloadSpec;

/** How pods are replaced. */
public final class StrategyForm {
    /** What a Deployment's strategy is called that starts nothing until the last old pod has ended. */
    public static final String ALL_AT_ONCE = "Recreate";

    private static final int EVERYTHING = 100;

    private StrategyForm() {}

    /** Kubernetes rounds as Berth does: what may be missing down, what may be added up. */
    static ObjectNode ofDeployment(RolloutPolicy policy) {
        if (isAllOf(policy.maximumUnavailable()) && policy.maximumSurge().value() == 0) {
            return Json.object().put("type", ALL_AT_ONCE);
        }
        ObjectNode limits = Json.object();
        amount(limits, "maxUnavailable", policy.maximumUnavailable());
        amount(limits, "maxSurge", policy.maximumSurge());
        return rolling(limits);
    }

    /** A DaemonSet takes one of the limits and the other must be 0; pods that it replaces on deletion only stand still. */
    static ObjectNode ofDaemonSet(WorkloadSpec spec, boolean paused) {
        if (paused) {
            return Json.object().put("type", "OnDelete");
        }
        ObjectNode limits = Json.object();
        boolean first = startsFirst(spec);
        amount(limits, "maxUnavailable", first ? Amount.of(0) : spec.rollout().maximumUnavailable());
        amount(limits, "maxSurge", first ? spec.rollout().maximumSurge() : Amount.of(0));
        return rolling(limits);
    }

    /**
     * Whether it is a DaemonSet, and starts a new pod before the old one of its node is stopped. It rounds up what may be missing, of
     * an unknown number of nodes, so a percentage is no sure limit where something may be added instead.
     */
    public static boolean startsFirst(WorkloadSpec spec) {
        if (spec.mode().kind() != Mode.Kind.GLOBAL) {
            return false;
        }
        Amount missing = spec.rollout().maximumUnavailable();
        boolean sure = isAllOf(missing) || (!missing.percent() && missing.value() > 0);
        return !sure && spec.rollout().maximumSurge().value() > 0;
    }

    /** Whether so many may be missing, however many there are. */
    public static boolean isAllOf(Amount missing) {
        return missing.percent() && missing.value() >= EVERYTHING;
    }

    private static ObjectNode rolling(ObjectNode limits) {
        return Json.object().put("type", "RollingUpdate").set("rollingUpdate", limits);
    }

    private static void amount(ObjectNode node, String field, Amount amount) {
        if (amount.percent()) {
            node.put(field, amount.value() + "%");
        } else {
            node.put(field, amount.value());
        }
    }
}
