package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.Provocation;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import dev.berth.scheduler.tck.trial.View;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One instance on each node that matches. What is where is judged by the oracle all along. */
final class GlobalTests {
    private static final NodeAttribute CHOSEN = NodeAttribute.label("berth-tck-chosen");

    @RuleTest(value = Rule.GLB_1, needs = "mode.global", mode = Mode.Kind.GLOBAL, nodes = 2)
    void oneRunsOnEachNodeThatMatchesAndNoneElsewhere(Trial trial) throws InterruptedException {
        NodeId left = trial.nodes().get(0).id();
        Workload workload = trial.run(onEach(trial, "each").placement(elsewhere(left)));
        List<NodeId> matching = trial.nodes().stream()
                .map(Node::id)
                .filter(node -> !node.equals(left))
                .toList();
        Expect.equal(matching, places(trial.view(), trial.id("each")), "the nodes that have an instance");
        Expect.equal(matching.size(), workload.status().desired(), "how many are desired");
    }

    @RuleTest(
            value = Rule.GLB_1,
            needs = {"mode.global", "rollout.rolling"},
            mode = Mode.Kind.GLOBAL,
            nodes = 2)
    void aRolloutReplacesOneNodeAtATimeWhenOneMayBeMissing(Trial trial) throws InterruptedException {
        ProbeSpec spec = onEach(trial, "each")
                .rollout(
                        RolloutPolicy.builder().maximumUnavailable(Amount.of(1)).maximumSurge(Amount.of(0)));
        trial.run(spec);
        List<NodeId> before = places(trial.view(), trial.id("each"));
        WorkloadId id = trial.id("each");
        Workload after = trial.run(spec.variable("COLOUR", "blue"));
        View view = trial.await(
                "all are new",
                now -> now.all(id).stream().allMatch(one -> one.revision() == after.revision())
                        && now.ready(id).size() == before.size());
        Expect.equal(before, places(view, id), "the nodes that have an instance");
    }

    @RuleTest(
            value = Rule.GLB_1,
            needs = "mode.global",
            mode = Mode.Kind.GLOBAL,
            provokes = Provocation.RELABEL_NODE,
            nodes = 2,
            alone = true)
    void nodesThatAreRelabelledAreFollowed(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("each");
        NodeId first = trial.nodes().get(0).id();
        NodeId second = trial.nodes().get(1).id();
        Environment.Relabelling labels = trial.environment().relabelling().get();
        labels.set(first, CHOSEN, Optional.of("yes"));
        try {
            trial.run(
                    onEach(trial, "each").placement(Placement.builder().constraint(Constraint.equalTo(CHOSEN, "yes"))));
            trial.disturb(id);
            List<Instance> there = trial.instances(id);
            Expect.equal(List.of(first), places(trial.view(), id), "the nodes that have an instance");
            labels.set(second, CHOSEN, Optional.of("yes"));
            trial.await(
                    "it runs on " + second + " too", view -> places(view, id).equals(sorted(first, second)));
            Expect.that(trial.instances(id).containsAll(there), "the one that was there is to stay: " + there);
            labels.set(first, CHOSEN, Optional.empty());
            trial.await(
                    "it runs on " + second + " only", view -> places(view, id).equals(List.of(second)));
            trial.stable(id);
        } finally {
            labels.set(first, CHOSEN, Optional.empty());
            labels.set(second, CHOSEN, Optional.empty());
        }
    }

    @RuleTest(
            value = Rule.GLB_1,
            needs = "mode.global",
            mode = Mode.Kind.GLOBAL,
            provokes = Provocation.LOSE_NODE,
            nodes = 2,
            alone = true)
    void aNodeThatGoesAndComesAgainHasItsInstanceAgainAndTheOthersStay(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("each");
        NodeId node = trial.nodes().get(0).id();
        trial.run(onEach(trial, "each"));
        trial.disturb(id);
        List<NodeId> all = places(trial.view(), id);
        List<Instance> others = trial.instances(id).stream()
                .filter(one -> !one.node().equals(Optional.of(node)))
                .toList();
        Environment.NodeLoss loss = trial.environment().nodeLoss().get();
        loss.lose(node);
        try {
            trial.await("none is ready on " + node, view -> !places(view, id).contains(node));
        } finally {
            loss.bringBack(node);
        }
        trial.await("one is ready on " + node, view -> places(view, id).equals(all));
        trial.stable(id);
        Expect.that(trial.instances(id).containsAll(others), "the others are to stay as they were: " + others);
    }

    @RuleTest(value = Rule.GLB_1, needs = "mode.global-batch", mode = Mode.Kind.GLOBAL_BATCH, nodes = 2)
    void aBatchRunsOnceOnEachNodeThatMatches(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("once");
        NodeId left = trial.nodes().get(0).id();
        trial.apply(trial.probe("once")
                .does("exit:0")
                .workload(builder -> builder.mode(Mode.globalBatch()))
                .placement(elsewhere(left)));
        List<NodeId> matching = trial.nodes().stream()
                .map(Node::id)
                .filter(node -> !node.equals(left))
                .toList();
        // Instances may be told after their workload.
        trial.await(
                "it is complete, once on each of " + matching,
                view -> view.isIn(id, Phase.COMPLETED) && completed(view, id).equals(matching));
        Run run = trial.scheduler().workloads().runs(id).get(0);
        Expect.equal(Run.State.COMPLETED, run.state(), "the state of its run");
        Expect.equal(matching.size(), run.succeeded(), "how many succeeded");
    }

    private static List<NodeId> completed(View view, WorkloadId id) {
        return Stream.concat(view.all(id).stream(), view.ended(id).stream())
                .filter(one -> one.state() == InstanceState.COMPLETED)
                .flatMap(one -> one.node().stream())
                .sorted()
                .toList();
    }

    private static ProbeSpec onEach(Trial trial, String name) {
        return trial.probe(name).workload(builder -> builder.mode(Mode.global()));
    }

    private static Placement.Builder elsewhere(NodeId node) {
        return Placement.builder().constraint(Constraint.notEqualTo(NodeAttribute.NODE_ID, node.value()));
    }

    /** Where a ready one is, once for each. */
    private static List<NodeId> places(View view, WorkloadId id) {
        return view.ready(id).stream()
                .flatMap(one -> one.node().stream())
                .sorted()
                .toList();
    }

    private static List<NodeId> sorted(NodeId... nodes) {
        return Stream.of(nodes).sorted().toList();
    }
}
