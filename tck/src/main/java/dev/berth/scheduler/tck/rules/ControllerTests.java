package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.capability.Requirements;
import dev.berth.scheduler.capability.Support;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.NotProvokable;
import dev.berth.scheduler.tck.backend.Provocation;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import dev.berth.scheduler.tck.trial.View;
import java.time.Duration;
import java.util.List;

/** What needs a controller: with it living, killed again and again, and absent. */
final class ControllerTests {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int KILLS = 5;

    private static ProbeSpec neverReady(Trial trial) {
        return gated(trial, DEADLINE);
    }

    private static ProbeSpec ready(Trial trial) {
        return gated(trial, ProbeSpec.AMPLE).does("ready");
    }

    private static ProbeSpec gated(Trial trial, Duration deadline) {
        return trial.probe("web")
                .replicas(2)
                .gated()
                .rollout(RolloutPolicy.builder()
                        .maximumUnavailable(Amount.of(1))
                        .progressDeadline(deadline)
                        .onFailure(RolloutPolicy.OnFailure.ROLLBACK));
    }

    /** Something to be done. */
    interface Step {
        void run() throws InterruptedException;
    }

    /** Does something while no controller lives. */
    static void withoutController(Trial trial, Step step) throws InterruptedException {
        Environment.ControllerKill controller = trial.environment().controller().get();
        controller.kill();
        try {
            step.run();
        } finally {
            controller.start();
        }
    }

    private static void bound(Trial trial, Capability capability, Mode.Kind mode) {
        Support support = trial.info().support(capability, mode);
        if (support.isSupported() && !support.needsController()) {
            throw new NotProvokable(capability + " needs no controller here");
        }
    }

    @RuleTest(value = Rule.CAP_2, provokes = Provocation.KILL_CONTROLLER, alone = true)
    void whatNeedsAControllerIsUnsupportedWhileNoneLives(Trial trial) throws InterruptedException {
        BackendInfo with = trial.info();
        withoutController(trial, () -> {
            BackendInfo without = trial.another().describe();
            for (Mode.Kind mode : Mode.Kind.values()) {
                Capabilities.all().forEach(one -> compare(one, with.support(one, mode), without.support(one, mode)));
            }
            Scheduler abandoned = trial.another(without);
            List<WorkloadSpec> bound = List.of(
                    neverReady(trial).build(),
                    trial.probe("tick").mode(Cron.builder("* * * * *").build()).build());
            bound.stream()
                    .filter(spec -> Requirements.missing(spec, with, false).isEmpty()
                            && !Requirements.missing(spec, without, false).isEmpty())
                    .forEach(spec -> Expect.refusal(
                            spec.id() + " with no controller",
                            () -> abandoned.workloads().apply(spec)));
            if (with.support(Capabilities.NODE_DRAIN, Mode.Kind.REPLICATED).needsController()) {
                Node node = abandoned.nodes().list().get(0);
                Expect.refusal(
                        "draining with no controller", () -> abandoned.nodes().drain(node.id()));
            }
            trial.run(trial.probe("plain"));
        });
        Expect.equal(
                with.declared(Mode.Kind.CRON),
                trial.another().describe().declared(Mode.Kind.CRON),
                "what is claimed with a controller again");
    }

    private static void compare(Capability capability, Support with, Support without) {
        if (!with.needsController()) {
            Expect.equal(with, without, "what is said of " + capability + ", which needs no controller");
            return;
        }
        Expect.that(
                !without.isSupported() && !without.note().isBlank(),
                capability + " needs a controller, none lives, and it is " + without.level());
    }

    @RuleTest(
            value = Rule.FLT_4,
            needs = {"rollout.progress-deadline", "rollout.on-failure.rollback", "health.readiness.command"},
            provokes = Provocation.KILL_CONTROLLER,
            alone = true)
    void whatNeedsAControllerSaysSoAndIsNotCalledStableWhileNoneLives(Trial trial) throws InterruptedException {
        bound(trial, Capabilities.ROLLOUT_ON_FAILURE_ROLLBACK, Mode.Kind.REPLICATED);
        WorkloadId id = trial.id("web");
        trial.run(ready(trial));
        trial.run(trial.probe("plain"));
        withoutController(trial, () -> {
            View view = trial.await(
                    "it says that it needs a controller", now -> now.tells(id, Condition.CONTROLLER_ABSENT));
            Expect.that(!view.isIn(id, Phase.STABLE), "what nobody looks after is called stable");
            Expect.equal(2, view.ready(id).size(), "the number of instances that are ready");
            trial.stable(trial.id("plain"));
        });
        trial.await("it says so no more", now -> !now.tells(id, Condition.CONTROLLER_ABSENT));
        trial.stable(id);
    }

    @RuleTest(
            value = Rule.FLT_4,
            needs = {"rollout.progress-deadline", "rollout.on-failure.rollback", "health.readiness.command"},
            provokes = Provocation.KILL_CONTROLLER,
            alone = true)
    void aFailedRolloutIsAnsweredOnceThereIsAControllerAgain(Trial trial) throws InterruptedException {
        bound(trial, Capabilities.ROLLOUT_ON_FAILURE_ROLLBACK, Mode.Kind.REPLICATED);
        WorkloadId id = trial.id("web");
        trial.run(ready(trial));
        long failing = EditTests.only(trial.apply(neverReady(trial))).revision();
        withoutController(trial, () -> {
            trial.await("the rollout has failed", now -> now.tells(id, Condition.PROGRESS_DEADLINE_EXCEEDED));
            HealthTests.fence(trial);
            Expect.equal(failing, revision(trial, id), "the revision while nobody answers its failure");
        });
        Workload back = trial.rolledBack(id);
        Expect.equal(ready(trial).build(), back.spec(), "the spec after the failure");
    }

    private static long revision(Trial trial, WorkloadId id) {
        return Expect.present(trial.view().workload(id), id.toString()).revision();
    }

    @RuleTest(
            value = Rule.FLT_4,
            needs = {"rollout.progress-deadline", "rollout.on-failure.rollback", "health.readiness.command"},
            provokes = Provocation.KILL_CONTROLLER,
            alone = true)
    void aFailureIsAnsweredOnceThoughTheControllerIsKilledAgainAndAgain(Trial trial) throws InterruptedException {
        bound(trial, Capabilities.ROLLOUT_ON_FAILURE_ROLLBACK, Mode.Kind.REPLICATED);
        WorkloadId id = trial.id("web");
        trial.run(ready(trial));
        long failing = EditTests.only(trial.apply(neverReady(trial))).revision();
        trial.await(
                "the rollout has begun",
                view -> view.instances(id).stream().anyMatch(one -> one.revision() == failing));
        while (!trial.view().tells(id, Condition.ROLLED_BACK)) {
            again(trial);
        }
        Workload back = trial.rolledBack(id);
        for (int i = 0; i < KILLS; i++) {
            again(trial);
        }
        Expect.equal(failing + 1, back.revision(), "the revision after one failure");
        Expect.equal(back.revision(), trial.stable(id).revision(), "the revision after some more controllers");
    }

    /** Ends the controller, starts another and gives it a moment. */
    private static void again(Trial trial) throws InterruptedException {
        Environment.ControllerKill controller = trial.environment().controller().get();
        controller.kill();
        controller.start();
        trial.awaitTime(trial.backend().time().now().plus(Duration.ofSeconds(1)));
    }

    @RuleTest(
            value = Rule.FLT_4,
            needs = "mode.cron",
            mode = Mode.Kind.CRON,
            provokes = Provocation.KILL_CONTROLLER,
            minutes = CronTests.MINUTES,
            alone = true)
    void aTickIsFiredOnceThoughTheControllerIsKilledAgainAndAgain(Trial trial) throws InterruptedException {
        bound(trial, Capabilities.MODE_CRON, Mode.Kind.CRON);
        WorkloadId id = trial.id("tick");
        trial.apply(trial.probe("tick").mode(Cron.builder("* * * * *").build()).does("exit:0"));
        trial.await("it is there", view -> view.workload(id).isPresent());
        while (trial.view().runs(id).isEmpty()) {
            again(trial);
        }
        Run first = trial.view().runs(id).get(0);
        for (int i = 0; i < KILLS; i++) {
            again(trial);
        }
        Run over = trial.await(first.id() + " is over", view -> view.isIn(first.id(), Run.State.COMPLETED))
                .run(first.id())
                .orElseThrow();
        Expect.equal(1, over.attempts().size(), "the number of attempts");
        trial.attest(over);
    }
}
