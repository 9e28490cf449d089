package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.StopPolicy;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.tck.probe.ProbeReport;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Instances of several tasks, each of which runs a probe of its own; what they write tells when each began and ended. */
final class GroupTests {
    private static final String MAIN = ProbeSpec.TASK;
    private static final String START = "@probe start";
    private static final Duration WHILE = Duration.ofSeconds(2);

    /** Of what is at least so long, how much the times of lines have to show: they may be rounded. */
    private static final Duration MOST = WHILE.minusMillis(500);

    @RuleTest(
            value = Rule.GRP_1,
            needs = {"task.init", "logs", "logs.follow"})
    void initTasksRunOneAfterTheOtherAndThenMain(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.run(trial.probe("web")
                .beside("second", Task.Role.INIT, "sleep:4", "exit:0")
                .beside("first", Task.Role.INIT, "sleep:4", "exit:0"));
        List<LogLine> lines = starts(trial, id, 3);
        Expect.equal(
                List.of(1L, 1L, 1L),
                List.of(count(lines, "second"), count(lines, "first"), count(lines, MAIN)),
                "how often each task was started");
        apart(at(lines, "second"), at(lines, "first"), "the first init task and the second");
        apart(at(lines, "first"), at(lines, MAIN), "the second init task and main");
    }

    @RuleTest(
            value = Rule.GRP_1,
            needs = {"task.init", "logs", "logs.follow", "restart.on-failure|restart.always"})
    void mainWaitsForAnInitTaskThatFailsUntilItSucceeds(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.disturb(id);
        trial.apply(trial.probe("web").beside("init", Task.Role.INIT, "exit:3").restart(quickly(trial)));
        List<LogLine> lines = trial.logs(query(id).following(), all -> count(all, "init") >= 3);
        Expect.equal(0L, count(lines, MAIN), "how often main was started");
        Expect.that(trial.view().ready(id).isEmpty(), "it is ready, and its init task has not succeeded");
        trial.run(trial.probe("web").beside("init", Task.Role.INIT, "exit:0").restart(quickly(trial)));
    }

    @RuleTest(
            value = Rule.GRP_1,
            needs = {
                "task.sidecar",
                "task.sidecar.stop-after-main",
                "environment.reference.node-id",
                "health.readiness.command",
                "logs",
                "logs.follow"
            })
    void aSidecarIsReadyBeforeMainBeginsAndRunsOnTheSameNode(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        EnvironmentValue node = EnvironmentValue.reference(EnvironmentValue.Field.NODE_ID);
        trial.run(trial.probe("web")
                .does("report")
                .task(task -> task.environment("WHERE", node))
                .beside("side", Task.Role.SIDECAR, "report", "sleep:4", "ready")
                .companion(
                        "side",
                        task -> task.environment("WHERE", node)
                                .readiness(ProbeSpec.readyCommand().build())));
        List<LogLine> lines = trial.logs(query(id).following(), all -> report(all, "side") && report(all, MAIN));
        Instance instance = trial.instances(id).get(0);
        Expect.equal(where(lines, MAIN), where(lines, "side"), "the node of the sidecar");
        Expect.equal(instance.node().orElseThrow().toString(), where(lines, "side"), "the node of both");
        apart(at(lines, "side"), at(lines, MAIN), "the sidecar and main");
    }

    @RuleTest(
            value = Rule.GRP_1,
            needs = {"task.sidecar", "task.sidecar.stop-after-main", "restart.always", "logs", "logs.follow"})
    void aSidecarThatEndsIsStartedAgainBesideTheSameMain(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.disturb(id);
        trial.apply(trial.probe("web")
                .beside("side", Task.Role.SIDECAR, "sleep:2", "exit:0")
                .restart(always(trial)));
        List<LogLine> lines =
                trial.logs(query(id).following(), all -> count(all, "side") >= 3 && count(all, MAIN) >= 1);
        Expect.equal(1L, count(lines, MAIN), "how often main was started");
        Expect.equal(1L, lines.stream().map(LogLine::instance).distinct().count(), "the number of instances");
    }

    @RuleTest(
            value = Rule.GRP_1,
            needs = {"mode.batch", "task.sidecar", "task.sidecar.stop-after-main", "logs", "logs.follow", "logs.ended"},
            mode = Mode.Kind.BATCH)
    void aBatchEndsWithTheCodeOfMainAndItsSidecarIsStopped(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("work");
        trial.apply(trial.probe("work")
                .mode(Batch.builder().build())
                .does("sleep:1", "exit:0")
                .beside("side", Task.Role.SIDECAR, "on:TERM:9"));
        Run run = trial.over(id);
        Expect.equal(Run.State.COMPLETED, run.state(), "what became of the run");
        trial.logs(query(id).following(), all -> all.stream().anyMatch(is("side", "@probe signal TERM")));
    }

    @RuleTest(
            value = Rule.GRP_2,
            needs = {"task.sidecar", "task.sidecar.stop-before-main", "stop.grace", "logs", "logs.follow"})
    void aSidecarThatStopsBeforeMainHasEndedWhenMainIsToldTo(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.disturb(id);
        trial.run(trial.probe("web")
                .does("on:TERM:0", "print:set")
                .beside("side", Task.Role.SIDECAR, "ignore:TERM", "print:set")
                .companion(
                        "side",
                        task -> task.stopOrder(Task.StopOrder.BEFORE_MAIN).stop(new StopPolicy("TERM", WHILE))));
        told(trial, id, MAIN);
    }

    @RuleTest(
            value = Rule.GRP_2,
            needs = {"task.sidecar", "task.sidecar.stop-after-main", "stop.grace", "logs", "logs.follow"})
    void mainHasEndedWhenASidecarThatStopsAfterItIsToldTo(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.disturb(id);
        trial.run(trial.probe("web")
                .does("ignore:TERM", "print:set")
                .stop(new StopPolicy("TERM", WHILE))
                .beside("side", Task.Role.SIDECAR, "on:TERM:0", "print:set"));
        told(trial, id, "side");
    }

    /** The task that is told last is told when the other was killed, which is after its grace; both know signals by then. */
    private static void told(Trial trial, WorkloadId id, String last) throws InterruptedException {
        Predicate<LogLine> signal = is(last, "@probe signal TERM");
        Instant asked;
        List<LogLine> lines;
        // It is open before they end, as not every backend keeps the output of what has ended.
        try (Feed<LogLine> log = trial.scheduler().logs(query(id).following())) {
            trial.lines(
                    log,
                    all -> all.stream()
                                    .filter(line -> line.text().equals("set"))
                                    .count()
                            == 2);
            asked = trial.backend().time().now();
            trial.scheduler().workloads().scale(id, 0);
            lines = trial.lines(log, all -> all.stream().anyMatch(signal));
        }
        LogLine line = lines.stream().filter(signal).findFirst().orElseThrow();
        apart(asked, Expect.present(line.at(), "the time of " + line), "the stop and that of " + last);
        trial.await("all have ended", view -> view.all(id).isEmpty());
    }

    private static LogQuery query(WorkloadId id) {
        return LogTests.query(id);
    }

    /** Where a pause can't be stated it is the backend's own. */
    private static RestartPolicy.Builder always(Trial trial) {
        Duration pause = Duration.ofMillis(100);
        RestartPolicy.Builder policy = RestartPolicy.builder();
        return trial.claims(Capabilities.RESTART_BACK_OFF)
                ? policy.backOff(new RestartPolicy.BackOff(pause, pause, 1))
                : policy;
    }

    private static RestartPolicy.Builder quickly(Trial trial) {
        RestartPolicy.Builder policy = always(trial);
        return trial.claims(Capabilities.RESTART_ON_FAILURE) || !trial.claims(Capabilities.RESTART_ALWAYS)
                ? policy.condition(RestartPolicy.Condition.ON_FAILURE)
                : policy;
    }

    /** The lines, once so many probes have begun. */
    private static List<LogLine> starts(Trial trial, WorkloadId id, int count) throws InterruptedException {
        return trial.logs(
                query(id).following(),
                all -> all.stream().filter(GroupTests::isStart).count() >= count);
    }

    private static boolean isStart(LogLine line) {
        return line.text().startsWith(START);
    }

    private static long count(List<LogLine> lines, String task) {
        return lines.stream()
                .filter(line -> line.task().equals(task) && isStart(line))
                .count();
    }

    private static Instant at(List<LogLine> lines, String task) {
        LogLine start = lines.stream()
                .filter(line -> line.task().equals(task) && isStart(line))
                .findFirst()
                .orElseThrow();
        return Expect.present(start.at(), "the time of " + start);
    }

    private static void apart(Instant earlier, Instant later, String what) {
        Duration between = Duration.between(earlier, later);
        Expect.that(
                between.compareTo(MOST) >= 0,
                "between " + what + " there are at least " + WHILE + ", and there were " + between);
    }

    private static Predicate<LogLine> is(String task, String text) {
        return line -> line.task().equals(task) && line.text().equals(text);
    }

    private static boolean report(List<LogLine> lines, String task) {
        return lines.stream().anyMatch(is(task, "@probe complete"));
    }

    private static String where(List<LogLine> lines, String task) {
        return ProbeReport.last(lines.stream()
                        .filter(line -> line.task().equals(task))
                        .map(LogLine::text)
                        .toList())
                .map(report -> report.environment().getOrDefault("WHERE", "nowhere"))
                .orElseThrow();
    }
}
