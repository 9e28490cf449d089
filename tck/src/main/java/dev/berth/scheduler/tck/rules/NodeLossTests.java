package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.Provocation;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import dev.berth.scheduler.tck.trial.View;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Nodes that go down or are cut off, and come back. */
final class NodeLossTests {
    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofHours(1);

    @RuleTest(
            value = Rule.NOD_3,
            needs = "node-loss.replacement",
            provokes = Provocation.LOSE_NODE,
            nodes = 2,
            alone = true)
    void whatRanOnALostNodeIsReplacedElsewhere(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        NodeId node = begin(trial, waiting(trial, SHORT));
        Environment.NodeLoss loss = trial.environment().nodeLoss().get();
        loss.lose(node);
        try {
            replaced(trial, node);
            Node seen = trial.scheduler().nodes().list().stream()
                    .filter(one -> one.id().equals(node))
                    .findFirst()
                    .orElseThrow();
            Expect.that(seen.state() != Node.State.READY, node + " is lost and is said to be " + seen.state());
        } finally {
            loss.bringBack(node);
        }
        trial.stable(id);
    }

    @RuleTest(
            value = Rule.NOD_3,
            needs = "node-loss.replacement",
            provokes = Provocation.CUT_NODE,
            nodes = 2,
            alone = true)
    void ofTwoCopiesTheOlderEndsWhenItsNodeIsNoLongerCutOff(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        NodeId node = begin(trial, waiting(trial, SHORT));
        List<InstanceId> older = on(trial.view(), id, node);
        Environment.NodeCut cut = trial.environment().nodeCut().get();
        cut.cut(node);
        List<Instance> others;
        try {
            others = replaced(trial, node);
        } finally {
            cut.heal(node);
        }
        trial.await(
                "the older ones are gone: " + older,
                view -> older.stream().noneMatch(one -> view.instance(one).isPresent()));
        trial.stable(id);
        Expect.equal(new HashSet<>(others), new HashSet<>(trial.instances(id)), "those that are left");
    }

    @RuleTest(
            value = Rule.NOD_3,
            needs = {"node-loss.replacement", "node-loss-wait"},
            provokes = Provocation.CUT_NODE,
            nodes = 2,
            alone = true)
    void aNodeThatIsBackBeforeTheWaitIsOverKeepsWhatRunsThere(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        NodeId node = begin(trial, waiting(trial, LONG));
        List<Instance> before = trial.instances(id);
        Environment.NodeCut cut = trial.environment().nodeCut().get();
        cut.cut(node);
        try {
            trial.await("none on " + node + " is ready", view -> readyOn(view, id, node) == 0);
            // What takes longer than a replacement would.
            trial.run(trial.probe("fence").workload(builder -> builder.nodeLossWait(Optional.of(LONG))));
        } finally {
            cut.heal(node);
        }
        trial.stable(id);
        Expect.equal(before, trial.instances(id), "the instances");
    }

    /** Answers a node that has instances of it. */
    private static NodeId begin(Trial trial, ProbeSpec spec) throws InterruptedException {
        trial.run(spec);
        trial.disturb(trial.id("web"));
        return trial.instances(trial.id("web")).get(0).node().orElseThrow();
    }

    private static ProbeSpec waiting(Trial trial, Duration wait) {
        ProbeSpec spec = trial.probe("web").replicas(3);
        return trial.claims(Capabilities.NODE_LOSS_WAIT)
                ? spec.workload(builder -> builder.nodeLossWait(Optional.of(wait)))
                : spec;
    }

    /** Those that are ready once none of them is on the lost node. */
    private static List<Instance> replaced(Trial trial, NodeId node) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.await("none on " + node + " is ready", view -> readyOn(view, id, node) == 0);
        View view = trial.await(
                "as many as before are ready elsewhere",
                now -> now.ready(id).size() == 3 && readyOn(now, id, node) == 0);
        for (Instance instance : view.all(id)) {
            boolean there = instance.node().equals(Optional.of(node));
            Expect.that(
                    !there || !isOver(instance.state()),
                    "nobody knows what became of " + instance.id() + ", and it is said to be " + instance.state());
        }
        return view.ready(id);
    }

    private static boolean isOver(InstanceState state) {
        return switch (state) {
            case COMPLETED, FAILED -> true;
            case PENDING, STARTING, RUNNING, STOPPING, LOST, UNKNOWN -> false;
        };
    }

    private static List<InstanceId> on(View view, WorkloadId id, NodeId node) {
        return view.all(id).stream()
                .filter(one -> one.node().equals(Optional.of(node)))
                .map(Instance::id)
                .toList();
    }

    private static long readyOn(View view, WorkloadId id, NodeId node) {
        return view.ready(id).stream()
                .filter(one -> one.node().equals(Optional.of(node)))
                .count();
    }
}
