package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import dev.berth.scheduler.tck.trial.View;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/** New versions that come to nothing. That the old one goes on serving is judged by the oracle all along. */
final class RolloutFailureTests {
    private static final Duration DEADLINE = Duration.ofSeconds(4);

    private static ProbeSpec gated(Trial trial, RolloutPolicy.OnFailure answer, Duration deadline) {
        return trial.probe("web")
                .replicas(3)
                .gated()
                .rollout(RolloutPolicy.builder()
                        .maximumUnavailable(Amount.of(1))
                        .maximumSurge(Amount.of(1))
                        .progressDeadline(deadline)
                        .onFailure(answer));
    }

    private static ProbeSpec ready(Trial trial, RolloutPolicy.OnFailure answer) {
        return gated(trial, answer, ProbeSpec.AMPLE).does("ready");
    }

    private static ProbeSpec neverReady(Trial trial, RolloutPolicy.OnFailure answer) {
        return gated(trial, answer, DEADLINE);
    }

    @RuleTest(
            value = Rule.UPD_2,
            needs = {
                "rollout.rolling",
                "rollout.surge",
                "rollout.progress-deadline",
                "rollout.on-failure.rollback",
                "health.readiness.command"
            })
    void aVersionThatIsNotReadyByTheDeadlineIsRolledBackAndAppliedAgainItIsNew(Trial trial)
            throws InterruptedException {
        WorkloadId id = trial.id("web");
        ProbeSpec failing = neverReady(trial, RolloutPolicy.OnFailure.ROLLBACK);
        ProbeSpec good = ready(trial, RolloutPolicy.OnFailure.ROLLBACK);
        trial.run(good);
        long begun = trial.backend().time().nanoTime();
        long failed = EditTests.only(trial.apply(failing)).revision();
        Workload back = trial.rolledBack(id);
        HealthTests.atLeast(trial, DEADLINE, begun, "the deadline");
        Expect.equal(good.build(), back.spec(), "the spec after the failure");
        Expect.that(back.revision() > failed, "going back is to be a new revision, not " + back.revision());
        Expect.that(
                told(back, Condition.ROLLED_BACK).contains("revision " + failed + " ")
                        && told(back, Condition.ROLLED_BACK).contains(Condition.PROGRESS_DEADLINE_EXCEEDED),
                "the condition is to say which revision failed and why: "
                        + back.status().conditions());
        Applied.Item again = EditTests.only(trial.apply(failing));
        Expect.equal(Change.Action.UPDATE, again.action(), "the answer to the failed spec applied again");
        Expect.that(again.revision() > back.revision(), "it is to be a new revision, not " + again.revision());
        trial.run(good.variable("COLOUR", "blue"));
    }

    @RuleTest(
            value = Rule.UPD_2,
            needs = {
                "mode.global",
                "rollout.rolling",
                "rollout.progress-deadline",
                "rollout.on-failure.rollback",
                "health.readiness.command"
            },
            mode = Mode.Kind.GLOBAL,
            nodes = 2)
    void aVersionThatIsNotReadyByTheDeadlineOnAnyNodeIsRolledBack(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("each");
        ProbeSpec failing = onEach(trial, DEADLINE);
        ProbeSpec good = onEach(trial, ProbeSpec.AMPLE).does("ready");
        trial.run(good);
        long begun = trial.backend().time().nanoTime();
        trial.apply(failing);
        Workload back = trial.rolledBack(id);
        HealthTests.atLeast(trial, DEADLINE, begun, "the deadline");
        Expect.equal(good.build(), back.spec(), "the spec after the failure");
    }

    private static ProbeSpec onEach(Trial trial, Duration deadline) {
        return trial.probe("each")
                .mode(Mode.global())
                .gated()
                .rollout(RolloutPolicy.builder()
                        .maximumUnavailable(Amount.of(1))
                        .maximumSurge(Amount.of(0))
                        .progressDeadline(deadline)
                        .onFailure(RolloutPolicy.OnFailure.ROLLBACK));
    }

    private static String told(Workload workload, String reason) {
        return workload.status().conditions().stream()
                .filter(condition -> condition.reason().equals(reason))
                .map(Condition::message)
                .collect(Collectors.joining());
    }

    @RuleTest(
            value = Rule.UPD_2,
            needs = {
                "rollout.rolling",
                "rollout.surge",
                "rollout.progress-deadline",
                "rollout.on-failure.pause",
                "health.readiness.command"
            })
    void aVersionThatIsNotReadyByTheDeadlineIsPausedWithTheReason(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        ProbeSpec failing = neverReady(trial, RolloutPolicy.OnFailure.PAUSE);
        ProbeSpec good = ready(trial, RolloutPolicy.OnFailure.PAUSE);
        trial.run(good);
        long begun = trial.backend().time().nanoTime();
        long failed = EditTests.only(trial.apply(failing)).revision();
        View view = trial.await("it is paused", now -> now.isIn(id, Phase.PAUSED));
        HealthTests.atLeast(trial, DEADLINE, begun, "the deadline");
        Workload paused = view.workload(id).orElseThrow();
        Expect.that(
                told(paused, Condition.PAUSED).contains(Condition.PROGRESS_DEADLINE_EXCEEDED),
                "the condition is to say why: " + paused.status().conditions());
        Expect.equal(failing.build(), paused.spec(), "the spec");
        long serving =
                view.ready(id).stream().filter(one -> one.revision() < failed).count();
        Expect.that(serving >= 2, "two of the old version are to serve, not " + serving);
        trial.run(good.variable("COLOUR", "blue"));
    }

    @RuleTest(
            value = Rule.UPD_2,
            needs = {
                "rollout.rolling",
                "rollout.on-failure.rollback",
                "rollout.on-failure.without-deadline",
                "restart.on-failure",
                "restart.limit",
                "health.readiness.command"
            })
    void aVersionWhoseInstancesGiveUpIsRolledBackWithoutADeadline(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        ProbeSpec bad = trial.probe("web")
                .replicas(3)
                .gated()
                .does("exit:3")
                .restart(RestartPolicy.builder()
                        .condition(RestartPolicy.Condition.ON_FAILURE)
                        .limit(1, Duration.ofMinutes(10)))
                .rollout(RolloutPolicy.builder()
                        .maximumUnavailable(Amount.of(1))
                        .onFailure(RolloutPolicy.OnFailure.ROLLBACK));
        ProbeSpec good = bad.does("ready");
        trial.run(good);
        trial.apply(bad);
        Expect.equal(good.build(), trial.rolledBack(id).spec(), "the spec after the failure");
    }

    /** Nobody may be missing, one more is allowed, and there is no room for it. */
    @RuleTest(
            value = Rule.UPD_5,
            needs = {
                "rollout.rolling",
                "rollout.surge",
                "rollout.progress-deadline",
                "rollout.on-failure.pause",
                "maximum-per-node",
                "maximum-per-node.during-rollout"
            },
            nodes = 3)
    void aRolloutThatCanNeverProceedIsInfeasibleBeforehandOrEndsByTheDeadline(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        int nodes = trial.nodes().size();
        // Less than one of them: rounded down nobody may be missing, rounded up one more is allowed.
        Amount less = Amount.percent(90 / nodes);
        RolloutPolicy policy = RolloutPolicy.builder()
                .maximumUnavailable(less)
                .maximumSurge(less)
                .build();
        ProbeSpec spec = trial.probe("web")
                .replicas(nodes)
                .placement(Placement.builder().maximumPerNode(1))
                .rollout(policy.toBuilder());
        trial.run(spec);
        Set<Instance> before = Set.copyOf(trial.instances(id));
        try {
            trial.apply(
                    spec.variable("COLOUR", "blue").rollout(policy.toBuilder().progressDeadline(DEADLINE)));
            trial.await("it is paused by its deadline", now -> now.isIn(id, Phase.PAUSED));
        } catch (RefusedException e) {
            Expect.equal(ErrorCode.INFEASIBLE, e.code(), "why it is refused");
            Expect.equal(spec.build(), trial.stable(id).spec(), "the spec after the refusal");
        }
        Expect.equal(before, Set.copyOf(trial.view().ready(id)), "the instances");
    }
}
