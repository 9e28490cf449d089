package dev.berth.scheduler.capability;

import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Spread;
import dev.berth.scheduler.spec.WorkloadId;

/** What a placement needs. */
final class PlacementNeeds {
    private PlacementNeeds() {}

    static void collect(WorkloadId self, Placement placement, Needs needs) {
        for (int i = 0; i < placement.constraints().size(); i++) {
            constraint(
                    placement.constraints().get(i), needs.field("constraints").item(i));
        }
        for (int i = 0; i < placement.preferences().size(); i++) {
            Needs preference = needs.field("preferences").item(i);
            preference.need(Capabilities.PREFERENCE);
            constraint(placement.preferences().get(i).constraint(), preference);
        }
        for (int i = 0; i < placement.affinities().size(); i++) {
            affinity(placement.affinities().get(i), needs.field("affinities").item(i));
        }
        for (int i = 0; i < placement.antiAffinities().size(); i++) {
            antiAffinity(
                    self,
                    placement.antiAffinities().get(i),
                    needs.field("antiAffinities").item(i));
        }
        for (int i = 0; i < placement.spreads().size(); i++) {
            spread(placement.spreads().get(i), needs.field("spreads").item(i));
        }
        needs.needIf(placement.maximumPerNode().isPresent(), "maximumPerNode", Capabilities.MAXIMUM_PER_NODE);
    }

    private static void constraint(Constraint constraint, Needs needs) {
        needs.need(Capability.constraint(
                constraint.operator(), constraint.attribute().family()));
    }

    private static void affinity(Affinity affinity, Needs needs) {
        needs.need(affinity.required() ? Capabilities.AFFINITY_REQUIRED : Capabilities.AFFINITY_PREFERRED);
        topology(affinity.topology(), needs);
    }

    private static void antiAffinity(WorkloadId self, Affinity affinity, Needs needs) {
        if (!affinity.required()) {
            needs.need(Capabilities.ANTI_AFFINITY_PREFERRED);
        } else {
            boolean own = affinity.workload().equals(self);
            needs.need(own ? Capabilities.ANTI_AFFINITY_SELF : Capabilities.ANTI_AFFINITY_OTHER);
        }
        topology(affinity.topology(), needs);
    }

    private static void topology(NodeAttribute topology, Needs needs) {
        boolean node =
                topology.family() == NodeAttribute.Family.NODE_ID || topology.family() == NodeAttribute.Family.HOSTNAME;
        needs.needIf(!node, "topology", Capabilities.AFFINITY_TOPOLOGY);
    }

    private static void spread(Spread spread, Needs needs) {
        needs.need(spread.required() ? Capabilities.SPREAD_REQUIRED : Capabilities.SPREAD_PREFERRED);
        needs.needIf(spread.maximumSkew() != 1, "maximumSkew", Capabilities.SPREAD_SKEW);
    }
}
