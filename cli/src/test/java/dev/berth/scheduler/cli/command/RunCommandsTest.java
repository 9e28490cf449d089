package dev.berth.scheduler.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.Termination;
import dev.berth.scheduler.status.Version;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.status.WorkloadStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunCommandsTest {
    private final Terminal terminal = new Terminal();

    @BeforeEach
    void runWeb() {
        terminal.scheduler.workloads.put(Samples.WEB, Samples.stable());
    }

    private void known() {
        terminal.scheduler.verbs.runs.add(Run.builder(new RunId(Samples.WEB, "1"), 1, Run.State.FAILED)
                .failed(1)
                .attempts(List.of(
                        new Run.Attempt(new InstanceId(Samples.WEB, "a"), Termination.exited(3, Optional.empty()))))
                .reason("ATTEMPT_FAILED", "exit code 3")
                .build());
    }

    @Test
    void listsRunsAndShowsMachinesHowEachAttemptEnded() {
        known();
        assertThat(terminal.run("runs", "web")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out())
                .startsWith("RUN  REVISION  STATE")
                .contains("FAILED")
                .hasLineCount(2);
        assertThat(terminal.run("runs", "web", "-o", "json")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).contains("\"exitCode\": 3");
    }

    @Test
    void tellsPeopleTheReasonOfARunAndTimesToTheSecond() {
        terminal.scheduler.verbs.runs.add(Run.builder(new RunId(Samples.WEB, "1"), 1, Run.State.FAILED)
                .reason("DEADLINE_EXCEEDED", "signal TERM")
                .startedAt(Instant.parse("2030-01-01T11:59:00.123456789Z"))
                .build());
        terminal.run("runs", "web");
        assertThat(terminal.out()).contains(" 2030-01-01T11:59:00Z ").contains("  DEADLINE_EXCEEDED: signal TERM\n");
    }

    @Test
    void explainsNothingOfInstancesThatEndedAsTheyShould() {
        cron(List.of());
        Instance done = Instance.builder(Samples.WEB_1, InstanceState.COMPLETED)
                .lastTermination(Termination.exited(0, Optional.empty()))
                .reason("COMPLETED", "exit code 0")
                .build();
        terminal.scheduler.instances.put(Samples.WEB_1, done);
        terminal.run("explain", "web");
        assertThat(terminal.out()).contains("nothing is wrong with it\n").doesNotContain("web/a1");
        terminal.scheduler.instances.put(
                Samples.WEB_1, done.toBuilder().restarts(1).build());
        terminal.run("explain", "web");
        assertThat(terminal.out()).contains("  web/a1 COMPLETED: exit code 0; last end: exit code 0; 1 restart\n");
    }

    @Test
    void tellsWhenACronRunsNextUnlessItIsPaused() {
        cron(List.of());
        for (String command : List.of("explain", "get")) {
            terminal.run(command, "web");
            assertThat(terminal.out()).as(command).contains("\n  next tick 2030-01-01T13:30:00+01:00, in 30m\n");
        }
        terminal.run("runs", "web");
        assertThat(terminal.error()).isEqualTo("berth: no runs; next tick 2030-01-01T13:30:00+01:00, in 30m\n");
        cron(List.of(new Condition(Condition.PAUSED, "until it is resumed")));
        terminal.run("explain", "web");
        assertThat(terminal.out()).doesNotContain("next tick");
    }

    @Test
    void tellsThatACronWaitsForAClockThatWasSetBack() {
        cron(List.of());
        terminal.scheduler.verbs.runs.add(Run.builder(new RunId(Samples.WEB, "later"), 1, Run.State.COMPLETED)
                .scheduledAt(Instant.parse("2030-01-03T12:30:00Z"))
                .build());
        terminal.run("explain", "web");
        assertThat(terminal.out())
                .contains("\n  next tick 2030-01-03T14:30:00+01:00, in 2d1h: the clock was set back,"
                        + " and that of 2030-01-03T13:30:00+01:00 was the last one\n");
    }

    private void cron(List<Condition> conditions) {
        WorkloadSpec spec = WorkloadSpec.builder(
                        Samples.WEB,
                        Cron.builder("30 * * * *")
                                .zone(ZoneId.of("Europe/Berlin"))
                                .build())
                .task(Task.main(ProcessArtifact.builder("/bin/true").build()).build())
                .build();
        WorkloadStatus status = WorkloadStatus.builder(new Version("k2x9", 1))
                .phase(Phase.STABLE)
                .conditions(conditions)
                .build();
        terminal.scheduler.workloads.put(Samples.WEB, Workload.of(spec, status.observed(), 1, status));
    }

    @Test
    void cancelsTheRunOfABatchByAnEdit() {
        assertThat(terminal.run("cancel", "web")).isEqualTo(ExitCode.OK);
        assertThat(terminal.scheduler.verbs.planned).containsExactly(List.of(Edit.cancel(Samples.WEB)));
    }

    @Test
    void cancelsOneRunOfACron() {
        known();
        assertThat(terminal.run("cancel", "web", "--run", "1")).isEqualTo(ExitCode.OK);
        assertThat(terminal.scheduler.verbs.cancelled).containsExactly(new RunId(Samples.WEB, "1"));
        assertThat(terminal.run("cancel", "web", "--run", "7")).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void everyFailureOfBerthToRunSomethingHasOneNumber() {
        assertThat(terminal.run("run")).isEqualTo(ExitCode.NOT_RUN);
        assertThat(terminal.error()).contains("say what to run with -f FILE");
        assertThat(terminal.run("run", "--frob")).isEqualTo(ExitCode.NOT_RUN);
        assertThat(terminal.run("run", "-f", "/no/such/file")).isEqualTo(ExitCode.NOT_RUN);
        terminal.berth.bug = Optional.of(new IllegalStateException("surprise"));
        terminal.in = "apiVersion: berth/v1\nkind: Workload\nname: once\nmode: batch\nprocess: /bin/true\n";
        assertThat(terminal.run("run", "-f", "-")).isEqualTo(ExitCode.NOT_RUN);
        assertThat(terminal.error()).contains("this is a bug in Berth");
        assertThat(terminal.run("run", "--help")).isEqualTo(ExitCode.OK);
    }

    private static Run run(Run.State state, Termination... ends) {
        return Run.builder(new RunId(Samples.WEB, "1"), 1, state)
                .attempts(Arrays.stream(ends)
                        .map(end -> new Run.Attempt(new InstanceId(Samples.WEB, "a"), end))
                        .toList())
                .build();
    }

    @Test
    void theExitCodeIsThatOfTheLastAttemptThatFailed() {
        Termination three = Termination.exited(3, Optional.empty());
        Termination killed = Termination.signalled("KILL", Optional.empty());
        Termination good = Termination.exited(0, Optional.empty());
        Termination unknown = Termination.unknown("", Optional.empty());
        assertThat(ProcessExit.of(run(Run.State.COMPLETED, three, good))).hasValue(0);
        assertThat(ProcessExit.of(run(Run.State.FAILED, killed, three))).hasValue(3);
        assertThat(ProcessExit.of(run(Run.State.FAILED, three, killed))).hasValue(137);
        assertThat(ProcessExit.of(run(Run.State.FAILED, three, good))).hasValue(3);
        assertThat(ProcessExit.of(run(Run.State.FAILED, good))).isEmpty();
        assertThat(ProcessExit.of(run(Run.State.FAILED, unknown))).isEmpty();
        assertThat(ProcessExit.of(run(Run.State.FAILED, Termination.signalled("RTMIN+1", Optional.empty()))))
                .isEmpty();
        assertThat(ProcessExit.of(run(Run.State.CANCELLED))).isEmpty();
    }

    @Test
    void waitsUntilACancelledRunIsOver() {
        terminal.scheduler.verbs.phase = Phase.CANCELLED;
        assertThat(terminal.run("cancel", "web", "--wait")).isEqualTo(ExitCode.OK);
        terminal.scheduler.verbs.phase = Phase.PROGRESSING;
        terminal.scheduler.staysOpen = true;
        assertThat(terminal.run("cancel", "web", "--wait", "--timeout", "50ms")).isEqualTo(ExitCode.TIMEOUT);
    }

    @Test
    void aControllerTellsHowItStandsUntilItIsInterrupted() {
        assertThat(terminal.run("controller", "run")).isEqualTo(ExitCode.OK);
        assertThat(terminal.error().lines())
                .containsExactly(
                        "berth: another controller of fake acts; this one waits to take over",
                        "berth: the controller of fake acts",
                        "berth: the controller of fake can't act, which is tried again: gone\\x1b",
                        "berth: the controller of fake has ended");
        assertThat(terminal.run("controller", "run", "--backend", "prod")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(terminal.run("controller")).isEqualTo(ExitCode.USAGE);
    }
}
