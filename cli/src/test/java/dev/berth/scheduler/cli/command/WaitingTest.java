package dev.berth.scheduler.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.Version;
import dev.berth.scheduler.status.WatchEvent;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.status.WorkloadStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitingTest {
    private final Terminal terminal = new Terminal();

    @BeforeEach
    void nothingIsReadyAtFirst() {
        terminal.in = Samples.WEB_YAML;
        terminal.scheduler.verbs.phase = Phase.PROGRESSING;
    }

    @AfterEach
    void clearTheInterrupt() {
        Thread.interrupted();
    }

    @Test
    void printsAddressesOnceAllIsReady() {
        terminal.scheduler.instances.put(Samples.WEB_1, Samples.ready());
        later(Phase.PROGRESSING, 2);
        later(Phase.STABLE, 3);
        assertThat(apply()).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).isEqualTo("""
                        CREATED web revision 1
                        INSTANCE  PORT  ADDRESS         PROTOCOL  REACHABLE FROM
                        web/a1    http  127.0.0.1:8080  tcp       node
                        """);
        assertThat(terminal.error()).isEqualTo("""
                        web PROGRESSING 0 of 3 ready
                        web PROGRESSING 2 of 3 ready
                        web STABLE 3 of 3 ready
                        """);
    }

    @Test
    void endsEarlyWhenInstancesGaveUpAndShowsTheirLastWords() {
        terminal.scheduler.logs.add(Samples.log(LogLine.Stream.STDERR, "no such table\u001b[2J"));
        terminal.scheduler.later.add(new WatchEvent.InstanceChanged(Samples.crashed()));
        terminal.scheduler.later.add(new WatchEvent.Changed(Samples.crashing()));
        assertThat(apply()).isEqualTo(ExitCode.FAILED);
        assertThat(terminal.error())
                .contains(
                        "berth: waiting ended, because this can't succeed:\n  web: DEGRADED CRASH_LOOP: 1 instance gave up\n")
                .contains("web/a1 FAILED: ended 5 times within 1m; last end: exit code 3; 5 restarts\n")
                .contains("  web/a1 err | no such table\\x1b[2J\n");
    }

    @Test
    void failsWhenTheRolloutFailedAndWasRolledBack() {
        terminal.scheduler.logs.add(Samples.log(LogLine.Stream.STDERR, "no such table"));
        terminal.scheduler.later.add(new WatchEvent.InstanceEnded(Samples.crashed(), 0));
        terminal.scheduler.later.add(new WatchEvent.Changed(rolledBack(2)));
        assertThat(apply()).isEqualTo(ExitCode.FAILED);
        assertThat(terminal.error())
                .contains("because this can't succeed:\n  web: ROLLED_BACK: revision 1 failed: no progress\n")
                .endsWith("  web/a1 err | no such table\n");
    }

    @Test
    void explainsInstancesAsTheyAreNowThoughTheyAreToldAfterTheirWorkload() {
        terminal.scheduler.later.add(new WatchEvent.InstanceChanged(
                Instance.builder(Samples.WEB_1, InstanceState.PENDING).build()));
        terminal.scheduler.later.add(new WatchEvent.Changed(rolledBack(2)));
        terminal.scheduler.later.add(new WatchEvent.InstanceChanged(Samples.ready()));
        assertThat(apply()).isEqualTo(ExitCode.FAILED);
        assertThat(terminal.error()).contains("web is STABLE").doesNotContain("PENDING");
    }

    @Test
    void aRolloutThatFailedBeforeIsNotTheOneWaitedFor() {
        terminal.scheduler.later.add(new WatchEvent.Changed(rolledBack(1)));
        assertThat(apply()).isEqualTo(ExitCode.OK);
    }

    private static Workload rolledBack(long revision) {
        WorkloadStatus status = WorkloadStatus.builder(new Version("k2x9", 2))
                .phase(Phase.STABLE)
                .desired(3)
                .running(3)
                .ready(3)
                .updated(3)
                .conditions(List.of(
                        new Condition("NOT_READY", "1 of 4 instances: refused"),
                        new Condition(Condition.ROLLED_BACK, "revision 1 failed: no progress")))
                .build();
        return Workload.of(Samples.spec(Samples.WEB, 3), status.observed(), revision, status);
    }

    @Test
    void showsHowManyInstancesAreNewWhileARolloutKeepsAllReady() {
        terminal.scheduler.later.add(new WatchEvent.Changed(Samples.workload(
                Samples.WEB, Samples.status(Phase.PROGRESSING, 3, 3).updated(1).build())));
        later(Phase.STABLE, 3);
        assertThat(apply()).isEqualTo(ExitCode.OK);
        assertThat(terminal.error()).contains("web PROGRESSING 3 of 3 ready, 1 updated\n");
    }

    @Test
    void showsThatNumberToTheEndOfTheRolloutThoughTheLastNewInstanceIsYetToRun() {
        terminal.scheduler.later.add(new WatchEvent.Changed(Samples.workload(
                Samples.WEB, Samples.status(Phase.PROGRESSING, 3, 3).updated(3).build())));
        later(Phase.STABLE, 3);
        assertThat(apply()).isEqualTo(ExitCode.OK);
        assertThat(terminal.error()).contains("web PROGRESSING 3 of 3 ready, 3 updated\n", "web STABLE 3 of 3 ready\n");
    }

    @Test
    void saysOfABatchHowMuchOfItRuns() {
        terminal.in = "apiVersion: berth/v1\nkind: Workload\nname: web\nmode: batch\nprocess: /bin/true\n";
        terminal.scheduler.later.add(new WatchEvent.RunChanged(
                Run.builder(new RunId(Samples.WEB, "1"), 1, Run.State.RUNNING).build()));
        WorkloadStatus done = WorkloadStatus.builder(new Version("k2x9", 1))
                .phase(Phase.COMPLETED)
                .build();
        terminal.scheduler.later.add(new WatchEvent.Changed(Workload.of(batch(), done.observed(), 1, done)));
        assertThat(apply()).isEqualTo(ExitCode.OK);
        assertThat(terminal.error()).isEqualTo("web PROGRESSING 0 running\nweb COMPLETED 0 running\n");
    }

    private static WorkloadSpec batch() {
        return WorkloadSpec.builder(Samples.WEB, Mode.batch())
                .task(Task.main(ProcessArtifact.builder("/bin/true").build()).build())
                .build();
    }

    @Test
    void waitsOnWhileOnlyInstancesOfAnOlderRevisionGaveUp() {
        Instance old = Samples.crashed().toBuilder().revision(0).build();
        terminal.scheduler.later.add(new WatchEvent.InstanceChanged(old));
        terminal.scheduler.later.add(new WatchEvent.Changed(Samples.crashing()));
        later(Phase.STABLE, 3);
        assertThat(apply()).isEqualTo(ExitCode.OK);
    }

    @Test
    void waitsOnWhileWhatEndsAtFirstIsStartedAgain() {
        Instance begun = Samples.crashed().toBuilder().restarts(2).build();
        terminal.scheduler.later.add(new WatchEvent.InstanceChanged(begun));
        terminal.scheduler.later.add(new WatchEvent.Changed(Samples.crashing()));
        later(Phase.STABLE, 3);
        assertThat(apply()).isEqualTo(ExitCode.OK);
    }

    @Test
    void aPauseIsThereOnceTheRolloutIsHeld() {
        terminal.scheduler.verbs.phase = Phase.STABLE;
        apply();
        later(Phase.PAUSED, 2);
        assertThat(terminal.run("rollout", "pause", "web", "--wait")).isEqualTo(ExitCode.OK);
    }

    @Test
    void saysWhatIsMissingWhenTheTimeIsUp() {
        Explanation why = new Explanation(3, List.of(new Explanation.Reason(3, "insufficient cpu")));
        terminal.scheduler.later.add(new WatchEvent.Changed(Samples.workload(
                Samples.WEB,
                Samples.status(Phase.PENDING, 3, 2)
                        .updated(3)
                        .explanation(Optional.of(why))
                        .build())));
        terminal.scheduler.staysOpen = true;
        assertThat(terminal.run("apply", "-f", "-", "--wait", "--timeout", "1ms"))
                .isEqualTo(ExitCode.TIMEOUT);
        assertThat(terminal.error())
                .contains("berth: not there after 0s; what was accepted goes on:")
                .contains("  web: 2 of 3 ready; 1 pending: 3 nodes: 3 insufficient cpu\n");
    }

    @Test
    void saysThatWorkloadsGoOnWhenInterrupted() {
        terminal.scheduler.interruptsWatch = true;
        assertThat(apply()).isEqualTo(ExitCode.CANCELLED);
        assertThat(terminal.out()).isEqualTo("CREATED web revision 1\n");
        assertThat(terminal.error())
                .endsWith("berth: interrupted while waiting; what was accepted stays, workloads keep running\n");
    }

    @Test
    void failsWhenTheWorkloadIsRemovedMeanwhile() {
        terminal.scheduler.later.add(new WatchEvent.Removed(Samples.WEB));
        assertThat(apply()).isEqualTo(ExitCode.FAILED);
        assertThat(terminal.error()).contains("web: it was removed by somebody else");
    }

    @Test
    void failsWhenItWasRemovedAndSomebodyAppliedTheNameAgain() {
        WorkloadStatus theirs = WorkloadStatus.builder(new Version("another", 7))
                .phase(Phase.STABLE)
                .build();
        terminal.scheduler.later.add(
                new WatchEvent.Changed(Workload.of(Samples.spec(Samples.WEB, 1), theirs.observed(), 1, theirs)));
        terminal.scheduler.staysOpen = true;
        assertThat(apply()).isEqualTo(ExitCode.FAILED);
        assertThat(terminal.error()).endsWith("web: it was removed by somebody else\n");
    }

    @Test
    void saysNothingOfAWorkloadBeforeItIsSeen() {
        terminal.scheduler.verbs.phase = Phase.STABLE;
        terminal.in = Samples.WEB_YAML + "---\n" + Samples.WEB_YAML.replace("web", "api");
        assertThat(apply()).isEqualTo(ExitCode.OK);
        assertThat(terminal.error()).startsWith("api STABLE ").doesNotContain("...");
    }

    @Test
    void redrawsTheProgressOnATerminalAndTakesItAway() {
        terminal.interactive = true;
        later(Phase.STABLE, 3);
        assertThat(apply()).isEqualTo(ExitCode.OK);
        assertThat(terminal.error()).contains("\u001b[1A\u001b[J").endsWith("\u001b[1A\u001b[J");
    }

    @Test
    void neverTakesAnOlderStateForTheNewOne() {
        terminal.scheduler.verbs.phase = Phase.STABLE;
        apply();
        terminal.scheduler.verbs.phase = Phase.PROGRESSING;
        terminal.in = Samples.WEB_YAML.replace("60", "61");
        later(Phase.STABLE, 3);
        terminal.scheduler.staysOpen = true;
        assertThat(terminal.run("apply", "-f", "-", "--wait", "--timeout", "1ms"))
                .isEqualTo(ExitCode.TIMEOUT);
    }

    @Test
    void saysNothingMoreOfWhatIsAsAskedFor() {
        terminal.scheduler.later.add(new WatchEvent.Changed(Samples.workload(
                Samples.WEB,
                Samples.status(Phase.STABLE, 3, 3)
                        .conditions(List.of(new Condition("NOT_READY", "1 of 3 instances: refused")))
                        .build())));
        assertThat(apply()).isEqualTo(ExitCode.OK);
        assertThat(terminal.error()).endsWith("web STABLE 3 of 3 ready\n");
    }

    @Test
    void saysOfEachRemovedWorkloadThatItIsGone() {
        WorkloadId api = WorkloadId.of("default", "api");
        terminal.scheduler.workloads.put(Samples.WEB, Samples.stable());
        terminal.scheduler.workloads.put(
                api, Samples.workload(api, Samples.status(Phase.STABLE, 1, 1).build()));
        assertThat(terminal.run("remove", "web", "api", "--wait")).isEqualTo(ExitCode.OK);
        assertThat(terminal.error()).isEqualTo("api removed\nweb removed\n");
    }

    @Test
    void aWatchThatBreaksTakesNothingBackThatWasAccepted() {
        terminal.scheduler.mute = true;
        assertThat(apply()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(terminal.error())
                .isEqualTo("berth: the backend ended the watch\n  what was accepted stays, workloads keep running\n");
    }

    private ExitCode apply() {
        return terminal.run("apply", "-f", "-", "--wait");
    }

    private void later(Phase phase, int ready) {
        terminal.scheduler.later.add(new WatchEvent.Changed(Samples.workload(
                Samples.WEB, Samples.status(phase, 3, ready).updated(3).build())));
    }
}
