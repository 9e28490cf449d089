package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.tck.backend.Provocation;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import dev.berth.scheduler.tck.trial.View;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;

/** Schedules, whose smallest step is a minute: these tests have time. */
final class CronTests {
    private static final String EVERY_MINUTE = "* * * * *";
    static final int MINUTES = 6;

    private static ProbeSpec cron(Trial trial, String name, Cron.Builder shape, String... does) {
        return trial.probe(name).mode(shape.build()).does(does);
    }

    private static Cron.Builder everyMinute() {
        return Cron.builder(EVERY_MINUTE);
    }

    /** The newest run once so many are as they should be. */
    private static List<Run> runs(Trial trial, String name, int count, Predicate<Run> are) throws InterruptedException {
        WorkloadId id = trial.id(name);
        View view = trial.view();
        for (int i = 1; i <= count; i++) {
            int least = i;
            view = trial.awaitTick(
                    least + " runs of " + id + " are as they should be",
                    now -> now.runs(id).stream().filter(are).count() >= least);
        }
        return view.runs(id).stream().filter(are).toList();
    }

    /** The newest run that is in a state, once there is one. */
    private static Run run(Trial trial, String name, Run.State state) throws InterruptedException {
        return runs(trial, name, 1, in(state)).get(0);
    }

    private static Predicate<Run> in(Run.State state) {
        return run -> run.state() == state;
    }

    private static boolean works(Run run) {
        return run.state() == Run.State.RUNNING && run.active() == 1;
    }

    private static Instant tick(Run run) {
        return Expect.present(run.scheduledAt(), "the tick of " + run.id());
    }

    @RuleTest(
            value = Rule.CRN_1,
            needs = {"mode.cron", "cron.overlap.allow"},
            mode = Mode.Kind.CRON,
            minutes = MINUTES)
    void eachTickIsFiredOnceAndItsRunListed(Trial trial) throws InterruptedException {
        Instant asked = trial.backend().time().now();
        trial.apply(cron(trial, "tick", everyMinute(), "exit:0"));
        Instant answered = trial.backend().time().now();
        List<Run> newestFirst = runs(trial, "tick", 2, in(Run.State.COMPLETED));
        Instant first = tick(newestFirst.get(1));
        // It was accepted some time between the two.
        Expect.that(
                !first.isBefore(nextMinute(asked)) && !first.isAfter(nextMinute(answered)),
                "the first tick is to be that after the edit, which was asked for at " + asked + " and answered at "
                        + answered + ", not " + first);
        Expect.equal(first.plus(1, ChronoUnit.MINUTES), tick(newestFirst.get(0)), "the second tick");
        List<RunId> listed = trial.another().workloads().runs(trial.id("tick")).stream()
                .map(Run::id)
                .limit(2)
                .toList();
        Expect.equal(newestFirst.stream().map(Run::id).toList(), listed, "the runs, newest first");
        for (Run run : newestFirst) {
            Expect.equal(1, run.attempts().size(), "the number of attempts of " + run.id());
            trial.attest(run);
        }
    }

    private static Instant nextMinute(Instant time) {
        return time.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    }

    @RuleTest(
            value = Rule.CRN_1,
            needs = {"mode.cron", "cron.overlap.allow", "batch.cancel"},
            mode = Mode.Kind.CRON,
            minutes = MINUTES)
    void runsThatMayOverlapDoAndEachIsCancelledAlone(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("allow");
        trial.apply(cron(trial, "allow", everyMinute().overlap(Cron.Overlap.ALLOW)));
        List<Run> both = runs(trial, "allow", 2, CronTests::works);
        RunId earlier = both.get(1).id();
        trial.scheduler().workloads().cancel(earlier);
        trial.await(earlier + " is cancelled", view -> view.isIn(earlier, Run.State.CANCELLED));
        Expect.that(
                trial.view().run(both.get(0).id()).filter(CronTests::works).isPresent(),
                "the later run is to go on: " + trial.view().runs(id));
    }

    @RuleTest(
            value = Rule.CRN_1,
            needs = {"mode.cron", "cron.overlap.forbid"},
            mode = Mode.Kind.CRON,
            minutes = MINUTES)
    void aTickDuringARunIsSkippedWhereOverlapsAreForbidden(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("forbid");
        trial.apply(cron(trial, "forbid", everyMinute().overlap(Cron.Overlap.FORBID)));
        Run first = runs(trial, "forbid", 1, CronTests::works).get(0);
        Run skipped = run(trial, "forbid", Run.State.SKIPPED);
        Expect.equal(tick(first).plus(1, ChronoUnit.MINUTES), tick(skipped), "the tick that was skipped");
        Expect.that(
                trial.view().run(first.id()).filter(CronTests::works).isPresent(),
                "the first run is to go on: " + trial.view().runs(id));
    }

    @RuleTest(
            value = Rule.CRN_1,
            needs = {"mode.cron", "cron.overlap.replace"},
            mode = Mode.Kind.CRON,
            minutes = MINUTES)
    void aTickDuringARunEndsItWhereItIsToBeReplaced(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("replace");
        trial.apply(cron(trial, "replace", everyMinute().overlap(Cron.Overlap.REPLACE)));
        Run first = runs(trial, "replace", 1, CronTests::works).get(0);
        trial.awaitTick(
                "the second run has taken the place of the first",
                view -> view.isIn(first.id(), Run.State.CANCELLED)
                        && view.runs(id).stream().anyMatch(CronTests::works));
    }

    @RuleTest(
            value = Rule.CRN_1,
            needs = {"mode.cron", "cron.zone"},
            mode = Mode.Kind.CRON,
            minutes = MINUTES)
    void aScheduleMeansTheClocksOfItsZone(Trial trial) throws InterruptedException {
        ZoneId zone = ZoneId.of("Asia/Kolkata");
        Instant tick = trial.backend().time().now().plus(Duration.ofSeconds(90)).truncatedTo(ChronoUnit.MINUTES);
        ZonedDateTime there = tick.atZone(zone);
        String schedule = there.getMinute() + " " + there.getHour() + " * * *";
        trial.apply(
                cron(trial, "there", Cron.builder(schedule).zone(zone), "exit:0"),
                cron(trial, "here", Cron.builder(schedule), "exit:0"));
        Run run = run(trial, "there", Run.State.COMPLETED);
        Expect.equal(tick, tick(run), "the tick");
        Expect.equal(List.of(), trial.view().runs(trial.id("here")), "the runs at another time of the day");
    }

    @RuleTest(
            value = Rule.CRN_1,
            needs = {"mode.cron", "cron.kept-runs"},
            mode = Mode.Kind.CRON,
            minutes = MINUTES)
    void asManyFinishedRunsAreKeptAsAskedFor(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("kept");
        trial.apply(cron(trial, "kept", everyMinute().keptRuns(1), "exit:0"));
        runs(trial, "kept", 2, in(Run.State.COMPLETED));
        trial.await(
                "only the newest finished run is listed",
                view -> trial.scheduler().workloads().runs(id).size() == 1);
    }

    @RuleTest(
            value = Rule.CRN_1,
            needs = {"mode.cron", "cron.starting-deadline"},
            mode = Mode.Kind.CRON,
            provokes = Provocation.KILL_CONTROLLER,
            minutes = MINUTES,
            alone = true)
    void missedTicksAreReportedAndOnlyTheLastIsFiredIfItIsNotTooLate(Trial trial) throws InterruptedException {
        Instant begun = trial.backend().time().now();
        // No tick may come before the controller has stopped.
        if (begun.isAfter(nextMinute(begun).minus(Duration.ofSeconds(20)))) {
            trial.awaitTime(nextMinute(begun));
        }
        trial.apply(
                cron(trial, "patient", everyMinute(), "exit:0"),
                cron(trial, "strict", everyMinute().startingDeadline(Duration.ofSeconds(5)), "exit:0"));
        Instant applied = trial.backend().time().now();
        Instant last = nextMinute(applied).plus(1, ChronoUnit.MINUTES);
        ControllerTests.withoutController(trial, () -> {
            trial.awaitTime(last.plus(Duration.ofSeconds(10)));
            Expect.equal(List.of(), trial.view().runs(trial.id("patient")), "the runs without a controller");
        });
        Run fired = run(trial, "patient", Run.State.COMPLETED);
        Expect.equal(last, tick(fired), "the tick that was fired");
        Run missed = run(trial, "patient", Run.State.MISSED);
        Expect.equal(last.minus(1, ChronoUnit.MINUTES), tick(missed), "the tick that was missed");
        Run late = run(trial, "strict", Run.State.MISSED);
        Expect.equal(last, tick(late), "the last tick that was missed for being too late");
    }
}
