package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Preference;
import dev.berth.scheduler.spec.Spread;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.tck.backend.NotProvokable;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is only preferred: it wins among equal nodes and never blocks. */
final class PreferenceTests {
    @RuleTest(value = Rule.PLC_4, needs = "preference", nodes = 3, alone = true)
    void thePreferredNodeWins(Trial trial) throws InterruptedException {
        List<Node> nodes = trial.nodes();
        for (int i = 0; i < 3; i++) {
            // From the last, as who places without a preference may well begin with the first.
            NodeId wanted = nodes.get(nodes.size() - 1 - i).id();
            WorkloadId id = trial.id("web" + i);
            trial.run(trial.probe("web" + i)
                    .placement(Placement.builder()
                            .preference(new Preference(
                                    Constraint.equalTo(NodeAttribute.NODE_ID, wanted.value()), Affinity.FULL_WEIGHT))));
            Expect.equal(Set.of(wanted), NeighbourTests.places(trial, id), "the nodes of " + id);
        }
    }

    @RuleTest(value = Rule.PLC_4, needs = "preference")
    void aPreferenceThatNothingMeetsDoesNotBlock(Trial trial) throws InterruptedException {
        trial.run(trial.probe("web")
                .placement(Placement.builder()
                        .preference(new Preference(Constraint.equalTo(NodeAttribute.NODE_ID, "nowhere"), 100))));
    }

    @RuleTest(value = Rule.PLC_4, needs = "affinity.preferred", nodes = 3, alone = true)
    void preferredAffinityDrawsNearAndNeverBlocks(Trial trial) throws InterruptedException {
        WorkloadId peer = trial.id("peer");
        Placement.Builder near = Placement.builder().affinity(Affinity.preferred(peer, NodeAttribute.NODE_ID, 100));
        trial.run(trial.probe("early").placement(near));
        for (int i = 0; i < 3; i++) {
            NodeId there = trial.nodes().get(i).id();
            trial.run(trial.probe("peer")
                    .placement(
                            Placement.builder().constraint(Constraint.equalTo(NodeAttribute.NODE_ID, there.value()))));
            trial.run(trial.probe("near" + i).placement(near));
            Expect.equal(Set.of(there), NeighbourTests.places(trial, trial.id("near" + i)), "the nodes of near" + i);
        }
    }

    /** Each node has one instance of something else, so that nothing but the preference tells them apart. */
    @RuleTest(value = Rule.PLC_4, needs = "anti-affinity.preferred", nodes = 3, alone = true)
    void preferredAntiAffinityKeepsApartAndNeverBlocks(Trial trial) throws InterruptedException {
        WorkloadId noisy = trial.id("noisy");
        List<Node> nodes = trial.nodes();
        Placement.Builder away =
                Placement.builder().antiAffinity(Affinity.preferred(noisy, NodeAttribute.NODE_ID, 100));
        for (int i = 0; i < 3; i++) {
            NodeId taken = nodes.get(i).id();
            trial.run(trial.probe("noisy")
                    .placement(
                            Placement.builder().constraint(Constraint.equalTo(NodeAttribute.NODE_ID, taken.value()))));
            WorkloadId filler = trial.id("filler");
            trial.run(trial.probe("filler")
                    .replicas(nodes.size() - 1)
                    .placement(NeighbourTests.apartFrom(filler)
                            .constraint(Constraint.notEqualTo(NodeAttribute.NODE_ID, taken.value()))));
            WorkloadId id = trial.id("away" + i);
            trial.run(trial.probe("away" + i).replicas(nodes.size() - 1).placement(away));
            Expect.that(
                    !NeighbourTests.places(trial, id).contains(taken), id + " is beside what it would rather avoid");
            trial.scheduler().workloads().remove(id);
            trial.scheduler().workloads().remove(filler);
            trial.gone(id);
            trial.gone(filler);
        }
        trial.run(trial.probe("nevertheless")
                .placement(away.constraint(Constraint.equalTo(
                        NodeAttribute.NODE_ID, nodes.get(2).id().value()))));
    }

    @RuleTest(value = Rule.PLC_4, needs = "spread.preferred", nodes = 3, alone = true)
    void preferredSpreadGoesToTheEmptiestZoneAndNeverBlocks(Trial trial) throws InterruptedException {
        List<String> zones = trial.nodes().stream()
                .flatMap(node -> Optional.ofNullable(node.attributes().get("zone")).stream())
                .distinct()
                .toList();
        if (zones.size() < 2) {
            throw new NotProvokable("the nodes are in fewer than two zones");
        }
        Placement.Builder spread = Placement.builder().spread(Spread.preferred(NodeAttribute.ZONE));
        for (int i = 0; i < 4; i++) {
            WorkloadId id = trial.id("web" + i);
            trial.run(trial.probe("web" + i).replicas(zones.size()).placement(spread));
            long used = NeighbourTests.places(trial, id).stream()
                    .flatMap(place ->
                            trial.nodes().stream().filter(node -> node.id().equals(place)))
                    .map(node -> node.attributes().get("zone"))
                    .distinct()
                    .count();
            Expect.equal((long) zones.size(), used, "the number of zones that " + id + " is in");
        }
        trial.run(trial.probe("narrow")
                .replicas(3)
                .placement(spread.constraint(Constraint.equalTo(NodeAttribute.ZONE, zones.get(0)))));
    }
}
