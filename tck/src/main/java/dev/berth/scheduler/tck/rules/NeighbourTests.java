package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Preference;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.Spread;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.tck.backend.NotProvokable;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Instances that have to be, or not to be, where others are. That they are is judged by the oracle all along. */
final class NeighbourTests {
    @RuleTest(value = Rule.PLC_2, needs = "anti-affinity.self", nodes = 3)
    void instancesThatKeepApartAreOnDifferentNodesAndOneTooManyWaits(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        int nodes = trial.nodes().size();
        ProbeSpec spec = trial.probe("web").placement(apartFrom(id));
        trial.run(spec.replicas(nodes));
        Expect.equal(nodes, places(trial, id).size(), "the number of nodes with an instance");
        trial.apply(spec.replicas(nodes + 1));
        trial.await(
                "one instance too many is pending",
                view -> waiting(view.instances(id)) == 1
                        && view.workload(id)
                                .filter(one -> one.status().explanation().isPresent())
                                .isPresent());
        trial.apply(spec.replicas(nodes));
        trial.stable(id);
    }

    @RuleTest(
            value = Rule.PLC_2,
            needs = {"anti-affinity.self", "anti-affinity.during-rollout", "rollout.rolling"},
            nodes = 3)
    void instancesKeepApartDuringARolloutToo(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        ProbeSpec spec = trial.probe("web")
                .replicas(trial.nodes().size() - 1)
                .placement(apartFrom(id))
                .rollout(RolloutPolicy.builder().maximumUnavailable(Amount.of(1)));
        trial.run(spec);
        trial.run(spec.variable("COLOUR", "blue"));
        Expect.equal(trial.instances(id).size(), places(trial, id).size(), "the number of nodes with an instance");
    }

    @RuleTest(
            value = Rule.PLC_2,
            needs = {"anti-affinity.self", "affinity.topology"},
            nodes = 3)
    void instancesKeepApartOverWiderPlacesThanANode(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        int zones = (int) trial.nodes().stream()
                .flatMap(node -> Optional.ofNullable(node.attributes().get(NodeAttribute.ZONE.name())).stream())
                .distinct()
                .count();
        if (zones < 2) {
            throw new NotProvokable("needs two zones, there are " + zones);
        }
        ProbeSpec spec = trial.probe("web")
                .placement(Placement.builder().antiAffinity(Affinity.required(id, NodeAttribute.ZONE)));
        trial.run(spec.replicas(zones));
        trial.apply(spec.replicas(zones + 1));
        trial.await("one too many waits", view -> waiting(view.instances(id)) == 1);
        trial.apply(spec.replicas(zones));
        trial.stable(id);
    }

    @RuleTest(
            value = Rule.PLC_5,
            needs = {"spread.required", "spread.skew", "preference"},
            nodes = 3)
    void aWiderSkewIsKeptAndUsed(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        NodeId liked = trial.nodes().get(0).id();
        trial.run(trial.probe("web")
                .replicas(3)
                .placement(liking(Constraint.equalTo(NodeAttribute.NODE_ID, liked.value()))
                        .spread(Spread.required(NodeAttribute.NODE_ID, 2))));
        long there = trial.instances(id).stream()
                .filter(one -> one.node().equals(Optional.of(liked)))
                .count();
        Expect.equal(2L, there, "the number of instances on the node that is liked");
    }

    @RuleTest(value = Rule.PLC_2, needs = "anti-affinity.other", nodes = 3)
    void keepingApartFromAnotherWorksBothWays(Trial trial) throws InterruptedException {
        WorkloadId shy = trial.id("shy");
        WorkloadId other = trial.id("other");
        NodeId first = trial.nodes().get(0).id();
        trial.run(trial.probe("shy")
                .placement(Placement.builder()
                        .constraint(Constraint.equalTo(NodeAttribute.NODE_ID, first.value()))
                        .antiAffinity(Affinity.required(other, NodeAttribute.NODE_ID))));
        trial.run(trial.probe("other").replicas(trial.nodes().size()));
        Expect.that(
                !places(trial, other).contains(first),
                "who is kept away from is to keep away, too: " + trial.instances(other));
        trial.run(trial.probe("late")
                .replicas(trial.nodes().size())
                .placement(Placement.builder().antiAffinity(Affinity.required(shy, NodeAttribute.NODE_ID))));
        Expect.that(!places(trial, trial.id("late")).contains(first), "late is beside shy");
    }

    @RuleTest(value = Rule.PLC_2, needs = "maximum-per-node", nodes = 2)
    void noNodeHasMoreThanTheMaximum(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        int nodes = trial.nodes().size();
        ProbeSpec spec = trial.probe("web").placement(Placement.builder().maximumPerNode(2));
        trial.run(spec.replicas(2 * nodes));
        trial.apply(spec.replicas(2 * nodes + 1));
        trial.await(
                "one instance too many is pending",
                view -> waiting(view.instances(id)) == 1
                        && view.workload(id)
                                .filter(one -> one.status().explanation().isPresent())
                                .isPresent());
    }

    @RuleTest(
            value = Rule.PLC_2,
            needs = {"maximum-per-node", "maximum-per-node.during-rollout", "rollout.rolling"},
            nodes = 2)
    void noNodeHasMoreThanTheMaximumDuringARollout(Trial trial) throws InterruptedException {
        int nodes = trial.nodes().size();
        ProbeSpec spec = trial.probe("web")
                .replicas(nodes)
                .placement(Placement.builder().maximumPerNode(1))
                .rollout(
                        RolloutPolicy.builder().maximumUnavailable(Amount.of(1)).maximumSurge(Amount.of(0)));
        trial.run(spec);
        trial.run(spec.variable("COLOUR", "blue"));
        Expect.equal(nodes, places(trial, trial.id("web")).size(), "the number of nodes with an instance");
    }

    @RuleTest(value = Rule.PLC_3, needs = "affinity.required", nodes = 3)
    void affinityPutsInstancesWhereTheirPeerIs(Trial trial) throws InterruptedException {
        WorkloadId peer = trial.id("peer");
        NodeId last = trial.nodes().get(trial.nodes().size() - 1).id();
        ProbeSpec near = trial.probe("near")
                .replicas(3)
                .placement(Placement.builder().affinity(Affinity.required(peer, NodeAttribute.NODE_ID)));
        trial.apply(near);
        trial.await("who has no peer waits", view -> waiting(view.instances(trial.id("near"))) == 3);
        trial.run(trial.probe("peer")
                .placement(Placement.builder().constraint(Constraint.equalTo(NodeAttribute.NODE_ID, last.value()))));
        trial.stable(trial.id("near"));
        Expect.equal(Set.of(last), places(trial, trial.id("near")), "the nodes of near");
    }

    @RuleTest(value = Rule.PLC_3, needs = "affinity.required", nodes = 2)
    void theFirstOfASelfAffineSetStartsAloneAndTheOthersFollow(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("herd");
        trial.run(trial.probe("herd")
                .replicas(4)
                .placement(Placement.builder().affinity(Affinity.required(id, NodeAttribute.NODE_ID))));
        Expect.equal(1, places(trial, id).size(), "the number of nodes with an instance");
    }

    @RuleTest(
            value = Rule.PLC_5,
            needs = {"spread.required", "preference"},
            nodes = 3)
    void requiredSpreadKeepsTheSkewThoughOnePlaceIsLiked(Trial trial) throws InterruptedException {
        int nodes = trial.nodes().size();
        Node liked = trial.nodes().get(0);
        Constraint there = Constraint.equalTo(NodeAttribute.NODE_ID, liked.id().value());
        Constraint around = Constraint.equalTo(
                NodeAttribute.ZONE, liked.attributes().getOrDefault(NodeAttribute.ZONE.name(), "none"));
        trial.run(trial.probe("nodes")
                .replicas(nodes + 1)
                .placement(liking(there).spread(Spread.required(NodeAttribute.NODE_ID, 1))));
        Expect.equal(nodes, places(trial, trial.id("nodes")).size(), "the number of nodes with an instance");
        ProbeSpec zones = trial.probe("zones").placement(liking(around).spread(Spread.required(NodeAttribute.ZONE, 1)));
        trial.run(zones.replicas(3));
        trial.run(zones.replicas(7));
    }

    /** What would come of itself on an even load shows nothing: left to itself, everything would be in one place. */
    private static Placement.Builder liking(Constraint place) {
        return Placement.builder().preference(new Preference(place, Affinity.FULL_WEIGHT));
    }

    static Placement.Builder apartFrom(WorkloadId id) {
        return Placement.builder().antiAffinity(Affinity.required(id, NodeAttribute.NODE_ID));
    }

    static Set<NodeId> places(Trial trial, WorkloadId id) {
        return trial.instances(id).stream().flatMap(one -> one.node().stream()).collect(Collectors.toSet());
    }

    static long waiting(List<Instance> instances) {
        return instances.stream()
                .filter(one -> one.state() == InstanceState.PENDING)
                .count();
    }
}
