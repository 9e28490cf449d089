package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.Termination;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.Provocation;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import dev.berth.scheduler.tck.trial.View;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** What runs to an end. That ends and counts are what the probes report is judged in every test. */
final class BatchTests {
    private static final int[] CODES = {0, 1, 3, 42, 127, 255};

    static ProbeSpec batch(Trial trial, String name, Batch.Builder shape, String... does) {
        return trial.probe(name).mode(shape.build()).does(does);
    }

    private static ProbeSpec batch(Trial trial, String name, String... does) {
        return batch(trial, name, Batch.builder(), does);
    }

    private static Run run(Trial trial, ProbeSpec spec) throws InterruptedException {
        trial.apply(spec);
        return trial.over(spec.build().id());
    }

    static Termination end(Run run) {
        Expect.equal(1, run.attempts().size(), "the number of attempts of " + run.id());
        return run.attempts().get(0).termination();
    }

    @RuleTest(value = Rule.BAT_1, needs = "mode.batch", mode = Mode.Kind.BATCH)
    void anExitCodeIsTheOneTheProcessEndedWith(Trial trial) throws InterruptedException {
        for (int code : CODES) {
            trial.apply(batch(trial, "code-" + code, "exit:" + code));
        }
        for (int code : CODES) {
            Run run = trial.over(trial.id("code-" + code));
            Expect.equal(Termination.Kind.EXITED, end(run).kind(), "how " + run.id() + " ended");
            Expect.equal(code, end(run).exitCode(), "the exit code of " + run.id());
            Expect.equal(code == 0 ? Run.State.COMPLETED : Run.State.FAILED, run.state(), "the state of " + run.id());
        }
    }

    @RuleTest(
            value = Rule.BAT_1,
            needs = {"mode.batch", "exit.signal"},
            mode = Mode.Kind.BATCH)
    void aSignalIsToldFromTheExitCodeOfItsNumber(Trial trial) throws InterruptedException {
        trial.apply(batch(trial, "code", "exit:137"), batch(trial, "signal", "kill:KILL"));
        Termination code = end(trial.over(trial.id("code")));
        Termination signal = end(trial.over(trial.id("signal")));
        Expect.equal(137, code.exitCode(), "the exit code");
        Expect.equal(Termination.Kind.SIGNALLED, signal.kind(), "how the other one ended");
        Expect.equal("KILL", signal.signal(), "its signal");
    }

    @RuleTest(
            value = Rule.BAT_1,
            needs = "mode.batch",
            mode = Mode.Kind.BATCH,
            provokes = Provocation.LOSE_END,
            alone = true)
    void anEndThatNobodyCanKnowIsUnknownAndSucceedsInNothing(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("work");
        trial.disturb(id);
        trial.apply(batch(trial, "work"));
        View view = trial.await(
                "it is at work",
                now -> now.instances(id).stream().anyMatch(one -> one.state() == InstanceState.RUNNING));
        trial.environment().endLoss().get().end(view.instances(id).get(0));
        Run run = trial.over(id);
        Expect.equal(Termination.Kind.UNKNOWN, end(run).kind(), "how it ended");
        Expect.equal(Run.State.FAILED, run.state(), "the state");
        Expect.equal(0, run.succeeded(), "the number that succeeded");
        Expect.equal(1, run.failed(), "the number that failed");
        trial.await(id + " is FAILED", now -> now.isIn(id, Phase.FAILED));
    }

    @RuleTest(
            value = Rule.BAT_2,
            needs = {"mode.batch", "batch.completions", "batch.parallelism"},
            mode = Mode.Kind.BATCH)
    void asManySucceedAsWereAskedForAndNeverMoreAtATime(Trial trial) throws InterruptedException {
        Run run = run(trial, batch(trial, "work", Batch.builder().completions(5).parallelism(2), "sleep:1", "exit:0"));
        Expect.equal(Run.State.COMPLETED, run.state(), "the state");
        Expect.equal(5, run.succeeded(), "the number that succeeded");
        Expect.equal(5, run.attempts().size(), "the number of attempts");
        int atATime = trial.atATime(run);
        Expect.that(atATime <= 2, atATime + " wrote that they are at work at a time, and two may be");
    }

    @RuleTest(
            value = Rule.BAT_2,
            needs = {"mode.batch", "batch.retries"},
            mode = Mode.Kind.BATCH)
    void whatFailsIsTriedAgainAsOftenAsAllowed(Trial trial) throws InterruptedException {
        Run run = run(trial, batch(trial, "work", Batch.builder().retries(2), "exit:3"));
        Expect.equal(Run.State.FAILED, run.state(), "the state");
        Expect.equal(3, run.failed(), "the number that failed");
        Expect.that(
                run.attempts().stream()
                        .allMatch(attempt -> attempt.termination().exitCode() == 3),
                "each attempt ended with 3: " + run.attempts());
    }

    @RuleTest(
            value = Rule.BAT_2,
            needs = {"mode.batch", "batch.deadline"},
            mode = Mode.Kind.BATCH)
    void anAttemptPastItsDeadlineIsEndedAndFailed(Trial trial) throws InterruptedException {
        Duration deadline = Duration.ofSeconds(3);
        long begun = trial.backend().time().nanoTime();
        Run run = run(trial, batch(trial, "work", Batch.builder().deadline(deadline), "print:begun"));
        HealthTests.atLeast(trial, deadline, begun, "the deadline");
        Expect.equal(Run.State.FAILED, run.state(), "the state");
        Expect.equal(0, run.succeeded(), "the number that succeeded");
    }

    @RuleTest(value = Rule.BAT_2, needs = "mode.batch", mode = Mode.Kind.BATCH)
    void anEqualSpecIsTheSameRunAndAChangedOneANewRun(Trial trial) throws InterruptedException {
        ProbeSpec spec = batch(trial, "work", "exit:0");
        Run first = run(trial, spec);
        Expect.equal(
                Change.Action.UNCHANGED, EditTests.only(trial.apply(spec)).action(), "the answer to an equal spec");
        HealthTests.fence(trial);
        List<Run> same = trial.scheduler().workloads().runs(trial.id("work"));
        Expect.equal(List.of(first), same, "the runs after an equal spec");
        Run second = run(trial, batch(trial, "work", "exit:4"));
        Expect.that(!second.id().equals(first.id()), "another spec is to be another run than " + first.id());
        Expect.equal(4, end(second).exitCode(), "the exit code of the second run");
    }

    @RuleTest(
            value = Rule.BAT_2,
            needs = "mode.batch",
            mode = Mode.Kind.BATCH,
            provokes = Provocation.STOP_SERVER,
            alone = true)
    void aRunThatHasEndedDoesNotStartAgainWithTheServer(Trial trial) throws InterruptedException {
        ProbeSpec spec = batch(trial, "work", "exit:0");
        Run before = run(trial, spec);
        Environment.Server server = trial.environment().server().get();
        server.stop();
        server.start();
        trial.apply(spec);
        HealthTests.fence(trial);
        Expect.equal(
                List.of(before),
                trial.scheduler().workloads().runs(trial.id("work")),
                "the runs after the server died");
        trial.attest(before);
    }

    @RuleTest(
            value = Rule.BAT_2,
            needs = {"mode.batch", "constraint.equals.node.id"},
            mode = Mode.Kind.BATCH)
    void aRunThatHasEndedDoesNotStartAgainWhenOneThatWaitsIsReplaced(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("work");
        Run first = run(trial, batch(trial, "work", "exit:0"));
        trial.apply(batch(trial, "work", "exit:4")
                .placement(Placement.builder().constraint(Constraint.equalTo(NodeAttribute.NODE_ID, "nowhere"))));
        trial.await("the second run waits for a place", view -> view.isIn(id, Phase.PENDING));
        run(trial, batch(trial, "work", "exit:5"));
        HealthTests.fence(trial);
        List<Integer> attempts = trial.scheduler().workloads().runs(id).stream()
                .filter(run -> run.id().equals(first.id()))
                .map(run -> run.attempts().size())
                .toList();
        Expect.that(attempts.stream().allMatch(count -> count == 1), "the first run has attempts: " + attempts);
    }

    @RuleTest(
            value = Rule.BAT_3,
            needs = {"mode.batch", "batch.result-kept"},
            mode = Mode.Kind.BATCH)
    void theResultStaysReadableUntilItIsRemoved(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("work");
        Run run = run(trial, batch(trial, "work", "exit:7"));
        HealthTests.fence(trial);
        Expect.equal(List.of(run), trial.another().workloads().runs(id), "what another client reads");
        trial.scheduler().workloads().remove(id);
        trial.gone(id);
        Expect.that(trial.scheduler().workloads().runs(id).isEmpty(), "a run is there after the removal");
    }

    @RuleTest(
            value = Rule.BAT_4,
            needs = {"mode.batch", "batch.cancel"},
            mode = Mode.Kind.BATCH)
    void cancelledFailedCompletedAndAbsentAreFourDifferentThings(Trial trial) throws InterruptedException {
        trial.apply(batch(trial, "completed", "exit:0"), batch(trial, "failed", "exit:1"), batch(trial, "cancelled"));
        trial.await(
                "one is at work",
                view -> view.runs(trial.id("cancelled")).stream().anyMatch(run -> run.active() == 1));
        trial.scheduler().workloads().edit(Edit.cancel(trial.id("cancelled"))).orThrow();
        for (Phase phase : List.of(Phase.COMPLETED, Phase.FAILED, Phase.CANCELLED)) {
            WorkloadId id = trial.id(phase.name().toLowerCase(java.util.Locale.ROOT));
            trial.over(id);
            trial.await(id + " is " + phase, view -> view.isIn(id, phase));
        }
        WorkloadId absent = trial.id("absent");
        Expect.that(trial.scheduler().workloads().find(absent).isEmpty(), "what was never applied is there");
        Expect.that(trial.scheduler().workloads().runs(absent).isEmpty(), "what was never applied has runs");
    }

    @RuleTest(
            value = Rule.BAT_4,
            needs = {"mode.batch", "batch.cancel", "edit.restart"},
            mode = Mode.Kind.BATCH)
    void cancellingIsForGoodAndARestartIsANewRun(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("work");
        ProbeSpec spec = batch(trial, "work");
        trial.apply(spec);
        trial.await("it is at work", view -> view.runs(id).stream().anyMatch(run -> run.active() == 1));
        trial.scheduler().workloads().edit(Edit.cancel(id)).orThrow();
        Run cancelled = trial.over(id);
        Expect.equal(Run.State.CANCELLED, cancelled.state(), "the state");
        Change.Action again = EditTests.only(trial.apply(spec)).action();
        Expect.equal(Change.Action.UNCHANGED, again, "the answer to an equal spec");
        HealthTests.fence(trial);
        Expect.equal(List.of(cancelled), trial.scheduler().workloads().runs(id), "the runs after an equal spec");
        trial.scheduler().workloads().edit(Edit.restart(id)).orThrow();
        trial.await(
                "another run is at work",
                view -> view.runs(id).stream()
                        .anyMatch(run -> run.active() == 1 && !run.id().equals(cancelled.id())));
    }

    @RuleTest(
            value = Rule.RUN_1,
            needs = {"mode.batch", "logs", "logs.ended"},
            mode = Mode.Kind.BATCH)
    void aOneOffGivesItsOutputAndExitCodeAndLeavesNothingBehind(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("once");
        Run run = run(trial, batch(trial, "once", "lines:20", "exit:5"));
        Expect.equal(5, end(run).exitCode(), "its exit code");
        List<String> output = trial.logs(LogTests.query(id), all -> false).stream()
                .map(LogLine::text)
                .filter(text -> text.startsWith("out "))
                .toList();
        Expect.equal(
                IntStream.rangeClosed(1, 20).mapToObj(number -> "out " + number).toList(), output, "its output");
        trial.scheduler().workloads().remove(id);
        trial.gone(id);
        Expect.that(trial.another().workloads().find(id).isEmpty(), "the workload of a one-off is left");
        Expect.that(trial.another().workloads().runs(id).isEmpty(), "the run of a one-off is left");
    }
}
