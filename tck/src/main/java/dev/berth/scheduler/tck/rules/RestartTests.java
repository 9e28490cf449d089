package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.StopPolicy;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Termination;
import dev.berth.scheduler.tck.backend.Provocation;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import dev.berth.scheduler.tck.trial.View;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** What happens when a task ends, by itself or because it is to. */
final class RestartTests {
    @RuleTest(value = Rule.RST_1, needs = "restart.always", provokes = Provocation.RUN_INSIDE)
    void alwaysStartsAgainAfterAGoodEnd(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.disturb(id);
        trial.run(trial.probe("web"));
        Instance before = trial.instances(id).get(0);
        trial.tell(before, "exit:0");
        Termination end = end(trial, before, again(trial, id, before));
        Expect.equal(Termination.Kind.EXITED, end.kind(), "how it ended");
        Expect.equal(0, end.exitCode(), "its exit code");
        trial.stable(id);
    }

    @RuleTest(value = Rule.RST_1, needs = "restart.on-failure", provokes = Provocation.RUN_INSIDE)
    void onFailureStartsAgainAfterABadEndAndNotAfterAGoodOne(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.disturb(id);
        trial.run(trial.probe("web").restart(RestartPolicy.builder().condition(RestartPolicy.Condition.ON_FAILURE)));
        Instance before = trial.instances(id).get(0);
        trial.tell(before, "exit:7");
        Instance after = again(trial, id, before);
        Expect.equal(7, end(trial, before, after).exitCode(), "the exit code of the bad end");
        trial.tell(after, "exit:0");
        trial.await(
                "it has completed",
                view -> view.instances(id).isEmpty()
                        && view.all(id).stream().allMatch(one -> one.state() == InstanceState.COMPLETED));
        HealthTests.fence(trial);
        Expect.that(trial.view().ready(id).isEmpty(), "what ended well was started again");
    }

    @RuleTest(
            value = Rule.RST_1,
            needs = {"restart.never", "exit.signal"},
            provokes = {Provocation.RUN_INSIDE, Provocation.KILL_INSTANCE})
    void neverLeavesABadEndFailedAndTellsTheSignal(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.disturb(id);
        trial.run(trial.probe("web").restart(RestartPolicy.builder().condition(RestartPolicy.Condition.NEVER)));
        trial.environment().killing().get().kill(trial.instances(id).get(0));
        View view = trial.await(
                "it has failed",
                now -> now.isIn(id, Phase.FAILED)
                        && now.all(id).stream().anyMatch(one -> one.state() == InstanceState.FAILED));
        Termination end = end(view.all(id).get(0));
        Expect.equal(Termination.Kind.SIGNALLED, end.kind(), "how it ended");
        Expect.equal("KILL", end.signal(), "the signal");
    }

    @RuleTest(
            value = Rule.RST_1,
            needs = {"restart.on-failure", "restart.limit"})
    void pastTheLimitItIsFailedForACrashLoopAndStaysVisible(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.disturb(id);
        trial.apply(trial.probe("web")
                .does("exit:3")
                .restart(RestartPolicy.builder()
                        .condition(RestartPolicy.Condition.ON_FAILURE)
                        .limit(2, Duration.ofMinutes(10))));
        View view = trial.await(
                "it has failed and says why",
                now -> now.isIn(id, Phase.FAILED)
                        && now.all(id).stream().anyMatch(one -> one.state() == InstanceState.FAILED)
                        && now.tells(id, Condition.CRASH_LOOP));
        Instance failed = view.all(id).get(0);
        Expect.equal(Condition.CRASH_LOOP, failed.reason(), "the reason");
        Expect.equal(3, end(failed).exitCode(), "the exit code");
        Expect.equal(2, failed.restarts(), "how often it was started again");
        HealthTests.fence(trial);
        Expect.that(trial.view().instance(failed.id()).isPresent(), "it is to stay visible");
        trial.run(trial.probe("web"));
    }

    @RuleTest(
            value = Rule.RST_1,
            needs = {"restart.back-off"},
            provokes = Provocation.RUN_INSIDE)
    void aStatedPauseIsMadeBeforeARestart(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.disturb(id);
        Duration pause = Duration.ofSeconds(3);
        trial.run(trial.probe("web")
                .restart(RestartPolicy.builder().backOff(new RestartPolicy.BackOff(pause, pause, 1))));
        Instance before = trial.instances(id).get(0);
        long told = trial.backend().time().nanoTime();
        trial.tell(before, "exit:1");
        again(trial, id, before);
        HealthTests.atLeast(trial, pause, told, "a restart and the pause before it");
    }

    @RuleTest(
            value = Rule.RST_1,
            needs = {"restart.back-off", "restart.back-off.growing"})
    void aPauseThatIsToGrowDoes(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.disturb(id);
        long begun = trial.backend().time().nanoTime();
        trial.apply(trial.probe("web")
                .does("exit:1")
                .restart(RestartPolicy.builder()
                        .backOff(new RestartPolicy.BackOff(Duration.ofSeconds(1), Duration.ofSeconds(4), 2))));
        trial.await(
                "it was started again three times",
                view -> view.all(id).stream().anyMatch(one -> one.restarts() >= 3 && running(one)));
        HealthTests.atLeast(trial, Duration.ofSeconds(1 + 2 + 4), begun, "pauses of 1, 2 and 4 s");
    }

    /** While it waits for its next start, that one may be counted already. */
    private static boolean running(Instance instance) {
        return instance.state() == InstanceState.RUNNING || instance.restarts() > 3;
    }

    @RuleTest(
            value = Rule.GRP_2,
            needs = {"logs", "logs.follow", "edit.restart", "stop.signal", "health.readiness.command"})
    void aTaskIsStoppedWithTheSignalAskedFor(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.disturb(id);
        trial.run(trial.probe("web")
                .gated()
                .does("on:INT:0", "ready")
                .stop(new StopPolicy("INT", StopPolicy.DEFAULT.grace())));
        stopAndSee(trial, id, "@probe signal INT");
    }

    @RuleTest(
            value = Rule.GRP_2,
            needs = {"logs", "logs.follow", "edit.restart", "health.readiness.command"})
    void aTaskIsToldToEndBeforeItIsKilled(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.disturb(id);
        trial.run(trial.probe("web").gated().does("on:TERM:0", "ready"));
        stopAndSee(trial, id, "@probe signal TERM");
    }

    /** Replaced and not scaled away: of what was scaled away not every backend keeps the output. */
    private static void stopAndSee(Trial trial, WorkloadId id, String line) throws InterruptedException {
        Instance instance = trial.instances(id).get(0);
        Predicate<Instance> same = one -> one.id().equals(instance.id());
        View view;
        // It is read before the end, as not every backend keeps the output of what has ended.
        try (Feed<LogLine> log = trial.scheduler()
                .logs(LogTests.query(id).instance(instance.id()).following())) {
            trial.scheduler().workloads().edit(Edit.restart(id)).orThrow();
            view = trial.await("it has ended", now -> now.ended(id).stream().anyMatch(same));
            List<LogLine> lines = trial.lines(log, all -> all.stream().anyMatch(LogTests.is(line)));
            Expect.that(
                    lines.stream().anyMatch(LogTests.is(line)), "it wrote '" + line + "', and these came: " + lines);
        }
        Termination end = end(view.ended(id).stream().filter(same).findFirst().orElseThrow());
        Expect.that(
                end.kind() == Termination.Kind.UNKNOWN || end.exitCode() == 0,
                "its exit code is to be 0, or unknown: " + end.sentence());
    }

    @RuleTest(
            value = Rule.GRP_2,
            needs = {"stop.grace", "health.readiness.command"})
    void whatIgnoresItsSignalIsKilledAfterTheGrace(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.disturb(id);
        Duration grace = Duration.ofSeconds(2);
        trial.run(trial.probe("web").gated().does("ignore:TERM", "ready").stop(new StopPolicy("TERM", grace)));
        long told = trial.backend().time().nanoTime();
        trial.scheduler().workloads().remove(id);
        trial.gone(id);
        HealthTests.atLeast(trial, grace, told, "the grace and the kill");
    }

    static Termination end(Instance instance) {
        return Expect.present(instance.lastTermination(), "how " + instance.id() + " ended");
    }

    /** Told of the instance itself, where it was started again, or of its end, where another took its place. */
    static Termination end(Trial trial, Instance before, Instance after) throws InterruptedException {
        if (after.id().equals(before.id())) {
            return end(after);
        }
        Predicate<Instance> same = one -> one.id().equals(before.id());
        WorkloadId id = before.id().workload();
        View view = trial.await("its end is told", now -> now.ended(id).stream().anyMatch(same));
        return end(view.ended(id).stream().filter(same).findFirst().orElseThrow());
    }

    /** The instance that runs after {@code before} was told to end. */
    static Instance again(Trial trial, WorkloadId id, Instance before) throws InterruptedException {
        Predicate<Instance> started =
                one -> one.restarts() > before.restarts() || !one.id().equals(before.id());
        View view = trial.await(
                "it was started again", now -> now.ready(id).stream().anyMatch(started));
        return view.ready(id).stream().filter(started).findFirst().orElseThrow();
    }
}
