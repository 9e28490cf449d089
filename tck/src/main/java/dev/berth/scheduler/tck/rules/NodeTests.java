package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Resources;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.tck.backend.Provocation;
import dev.berth.scheduler.tck.probe.ProbeReport;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import dev.berth.scheduler.tck.trial.View;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Nodes as they are told, and kept free. */
final class NodeTests {
    @RuleTest(value = Rule.NOD_1, needs = "node.list")
    void nodesTellWhoTheyAreAndWhatTheyHave(Trial trial) {
        List<Node> nodes = trial.scheduler().nodes().list();
        Expect.that(!nodes.isEmpty(), "there is to be a node");
        Expect.equal(
                (long) nodes.size(), nodes.stream().map(Node::id).distinct().count(), "the number of different ids");
        for (Node node : nodes) {
            Expect.equal(node.id().value(), attribute(node, NodeAttribute.NODE_ID), "node.id of " + node.id());
            Expect.equal(node.hostname(), attribute(node, NodeAttribute.HOSTNAME), "hostname of " + node.id());
        }
        Expect.equal(
                nodes.stream().map(Node::id).toList(),
                trial.another().nodes().list().stream().map(Node::id).toList(),
                "the nodes told to another client");
    }

    private static String attribute(Node node, NodeAttribute attribute) {
        return node.attributes().getOrDefault(attribute.name(), "(absent)");
    }

    @RuleTest(
            value = Rule.NOD_1,
            needs = {"node.list", "resources.request.cpu"},
            alone = true)
    void aNodeTellsWhatIsRequestedOfIt(Trial trial) throws InterruptedException {
        NodeId id = trial.nodes().get(0).id();
        long before = requested(trial, id);
        Resources some =
                new Resources(ResourceAmounts.builder().cpu(new Cpu(100)).build(), ResourceAmounts.NONE);
        trial.run(trial.probe("web")
                .replicas(2)
                .task(task -> task.resources(some))
                .placement(on(id)));
        Expect.equal(before + 200, requested(trial, id), "the millicores requested of " + id);
    }

    private static long requested(Trial trial, NodeId id) {
        return trial.scheduler().nodes().list().stream()
                .filter(node -> node.id().equals(id))
                .mapToLong(node -> node.allocated().cpu().map(Cpu::millicores).orElse(0L))
                .sum();
    }

    @RuleTest(
            value = Rule.NOD_1,
            needs = {"environment.reference.node-id", "logs", "logs.follow"},
            provokes = Provocation.RUN_INSIDE,
            nodes = 2)
    void anInstanceIsToldTheNodeThatItIsOn(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.run(trial.probe("web")
                .replicas(2)
                .placement(NeighbourTests.apartFrom(id))
                .task(task -> task.environment(
                        "WHERE",
                        dev.berth.scheduler.spec.EnvironmentValue.reference(
                                dev.berth.scheduler.spec.EnvironmentValue.Field.NODE_ID))));
        for (Instance instance : trial.instances(id)) {
            ProbeReport report = trial.report(instance);
            Expect.equal(
                    instance.node().orElseThrow().value(),
                    report.environment().getOrDefault("WHERE", "(absent)"),
                    "the node that " + instance.id() + " was told");
        }
    }

    @RuleTest(value = Rule.NOD_2, needs = "node.cordon", nodes = 2, alone = true)
    void aCordonKeepsNewInstancesAwayAndLeavesRunningOnes(Trial trial) throws InterruptedException {
        NodeId node = trial.nodes().get(0).id();
        WorkloadId there = trial.id("there");
        trial.run(trial.probe("there").placement(on(node)));
        List<Instance> before = trial.instances(there);
        trial.scheduler().nodes().schedulable(node, false);
        try {
            WorkloadId waiting = trial.id("waiting");
            trial.apply(trial.probe("waiting").placement(on(node)));
            trial.await("who wants to be there waits", view -> NeighbourTests.waiting(view.instances(waiting)) == 1);
            ProbeSpec elsewhere = trial.probe("elsewhere").replicas(3);
            trial.run(elsewhere);
            Expect.that(!NeighbourTests.places(trial, trial.id("elsewhere")).contains(node), "a new one is on " + node);
            Expect.equal(before, trial.instances(there), "the instances that were there");
            Expect.that(
                    trial.another().nodes().list().stream()
                            .anyMatch(one -> one.id().equals(node) && !one.schedulable()),
                    "another client is to be told");
            trial.scheduler().nodes().schedulable(node, true);
            trial.stable(waiting);
        } finally {
            trial.scheduler().nodes().schedulable(node, true);
        }
    }

    /** All begin on one node, and each that replaces one stands unready until the test lets it go on. */
    @RuleTest(
            value = Rule.NOD_2,
            needs = {"node.drain", "node.cordon", "rollout.rolling", "rollout.surge", "health.readiness.command"},
            provokes = Provocation.RUN_INSIDE,
            nodes = 2,
            alone = true)
    void aDrainMovesInstancesWithinTheLimitsOfTheirRollout(Trial trial) throws InterruptedException {
        List<NodeId> nodes = trial.nodes().stream().map(Node::id).toList();
        NodeId drained = nodes.get(0);
        WorkloadId id = trial.id("web");
        Set<InstanceId> told = new HashSet<>();
        try {
            nodes.stream().skip(1).forEach(other -> trial.scheduler().nodes().schedulable(other, false));
            trial.apply(trial.probe("web")
                    .replicas(4)
                    .gated()
                    .rollout(RolloutPolicy.builder()
                            .maximumUnavailable(Amount.of(0))
                            .maximumSurge(Amount.of(1))));
            while (told.size() < 4) {
                RolloutTests.letNextGetReady(trial, id, one -> true, told);
            }
            trial.stable(id);
            nodes.stream().skip(1).forEach(other -> trial.scheduler().nodes().schedulable(other, true));
            trial.scheduler().nodes().drain(drained);
            while (told.size() < 8) {
                View view = RolloutTests.letNextGetReady(trial, id, one -> true, told);
                Expect.that(view.ready(id).size() >= 4, "too few are ready: " + view.ready(id));
            }
            trial.await(
                    "none is left on " + drained,
                    view -> view.all(id).stream().noneMatch(one -> one.node().equals(Optional.of(drained))));
            trial.stable(id);
            Expect.that(
                    trial.another().nodes().list().stream()
                            .anyMatch(one -> one.id().equals(drained) && !one.schedulable() && one.draining()),
                    "a drained node takes no new ones, and is said to be drained");
        } finally {
            nodes.forEach(node -> trial.scheduler().nodes().schedulable(node, true));
        }
    }

    @RuleTest(value = Rule.NOD_2, needs = "node.cordon")
    void aNodeThatIsNotThereIsNotFound(Trial trial) {
        Expect.failure(
                ErrorCode.NOT_FOUND,
                "cordoning no node",
                () -> trial.scheduler().nodes().schedulable(new NodeId("berth-tck-nowhere"), false));
    }

    static Placement.Builder on(NodeId node) {
        return Placement.builder().constraint(Constraint.equalTo(NodeAttribute.NODE_ID, node.value()));
    }
}
