package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Rollouts that are held, go on, and are taken back. */
final class RolloutVerbTests {
    private static Change.Action edit(Trial trial, Edit edit) {
        return EditTests.only(trial.scheduler().workloads().edit(edit).orThrow())
                .action();
    }

    private static Set<InstanceId> ids(List<Instance> instances) {
        return instances.stream().map(Instance::id).collect(Collectors.toSet());
    }

    @RuleTest(
            value = Rule.UPD_4,
            needs = {"rollout.rolling", "rollout.pause", "rollout.resume"})
    void whatIsAppliedWhilePausedWaitsUntilItIsResumed(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        ProbeSpec spec = trial.probe("web").replicas(3);
        trial.run(spec);
        Set<InstanceId> before = ids(trial.instances(id));
        Expect.equal(Change.Action.UPDATE, edit(trial, Edit.pause(id)), "the answer to a pause");
        Expect.equal(Change.Action.UNCHANGED, edit(trial, Edit.pause(id)), "the answer to a second pause");
        long revision =
                EditTests.only(trial.apply(spec.variable("COLOUR", "blue"))).revision();
        trial.await("it is paused", view -> view.isIn(id, Phase.PAUSED));
        HealthTests.fence(trial);
        Expect.equal(before, ids(trial.view().ready(id)), "the instances while it is paused");
        Expect.equal(Change.Action.UPDATE, edit(trial, Edit.resume(id)), "the answer to a resume");
        trial.stable(id);
        Expect.that(
                trial.instances(id).stream().allMatch(one -> one.revision() == revision),
                "all are to be of revision " + revision + ": " + trial.instances(id));
        Expect.equal(Change.Action.UNCHANGED, edit(trial, Edit.resume(id)), "the answer to a second resume");
    }

    @RuleTest(
            value = Rule.UPD_4,
            needs = {"rollout.rolling", "rollout.surge", "rollout.abort", "health.readiness.command"})
    void anAbortGoesBackAndKeepsWhatIsThereOfTheOldRevision(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        ProbeSpec waiting = trial.probe("web")
                .replicas(3)
                .gated()
                .rollout(
                        RolloutPolicy.builder().maximumUnavailable(Amount.of(0)).maximumSurge(Amount.of(1)));
        ProbeSpec old = waiting.does("ready");
        trial.run(old);
        Set<InstanceId> before = ids(trial.instances(id));
        Expect.equal(Change.Action.UNCHANGED, edit(trial, Edit.abort(id)), "the answer to an abort of nothing");
        long revision = EditTests.only(trial.apply(waiting)).revision();
        trial.await(
                "a new instance runs",
                view -> view.instances(id).stream()
                        .anyMatch(one ->
                                one.revision() == revision && one.startedAt().isPresent()));
        Expect.equal(Change.Action.UPDATE, edit(trial, Edit.abort(id)), "the answer to an abort");
        Workload back = trial.stable(id);
        Expect.equal(old.build(), back.spec(), "the spec after the abort");
        Expect.equal(before, ids(trial.instances(id)), "the instances after the abort");
    }
}
