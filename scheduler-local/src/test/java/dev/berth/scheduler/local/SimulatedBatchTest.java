package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.local.process.Launch;
import dev.berth.scheduler.local.process.ProcessEnd;
import dev.berth.scheduler.local.simulation.Behaviour;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.Termination;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches over processes that are simulated, on a clock that stands (rules BAT-1 to BAT-4). */
class SimulatedBatchTest {
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofMinutes(10);

    @TempDir
    private Path directory;

    private SimulatedLab lab;

    @BeforeEach
    void open() {
        lab = new SimulatedLab(directory);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private static WorkloadSpec.Builder batch(Batch.Builder shape, String... arguments) {
        Task.Builder task = Task.main(
                ProcessArtifact.builder("/bin/work").arguments(arguments).build());
        return WorkloadSpec.builder(LocalLab.ID, shape.build()).task(task.build());
    }

    private void exiting(Duration life, int code) {
        lab.machine().behaving(launch -> Behaviour.usual().exitingAfter(life, code));
    }

    private Run run() {
        return runs().get(0);
    }

    private List<Run> runs() {
        return lab.scheduler().workloads().runs(LocalLab.ID);
    }

    private Phase phase() {
        return lab.scheduler()
                .workloads()
                .find(LocalLab.ID)
                .orElseThrow()
                .status()
                .phase();
    }

    private Applied edit(Edit edit) {
        return lab.scheduler().workloads().edit(edit).orThrow();
    }

    @Test
    void runsAsManyAsAreToSucceedAndNeverMoreAtATime() {
        exiting(Duration.ofSeconds(2), 0);
        lab.apply(batch(Batch.builder().completions(5).parallelism(2)));
        int most = 0;
        for (int step = 0; step < 100; step++) {
            lab.advance(MOMENT);
            most = Math.max(most, lab.machine().running().size());
        }
        assertThat(most).isEqualTo(2);
        assertThat(lab.machine().launched()).hasSize(5);
        assertThat(lab.machine().launched().stream()
                        .map(launch -> launch.environment().get("BERTH_INSTANCE_INDEX")))
                .containsExactlyInAnyOrder("0", "1", "2", "3", "4");
        assertThat(run().state()).isEqualTo(Run.State.COMPLETED);
        assertThat(run().succeeded()).isEqualTo(5);
        assertThat(phase()).isEqualTo(Phase.COMPLETED);
    }

    @Test
    void isNamedAfterItsRevisionAndItsInstancesAfterIt() {
        lab.apply(batch(Batch.builder()));
        lab.advance(MOMENT);
        assertThat(run().id().name()).isEqualTo("1");
        assertThat(run().state()).isEqualTo(Run.State.RUNNING);
        assertThat(run().active()).isEqualTo(1);
        assertThat(phase()).isEqualTo(Phase.PROGRESSING);
        assertThat(lab.instances())
                .singleElement()
                .satisfies(instance -> assertThat(instance.run()).contains("1"));
    }

    @Test
    void failsWithTheExactCodeWhenNothingMayBeTriedAgain() {
        exiting(Duration.ofSeconds(1), 137);
        lab.apply(batch(Batch.builder()));
        lab.advance(LONG);
        assertThat(lab.machine().launched()).hasSize(1);
        assertThat(run().state()).isEqualTo(Run.State.FAILED);
        assertThat(run().reason()).isEqualTo("ATTEMPT_FAILED");
        assertThat(run().attempts())
                .singleElement()
                .satisfies(
                        attempt -> assertThat(attempt.termination().exitCode()).isEqualTo(137));
        assertThat(phase()).isEqualTo(Phase.FAILED);
    }

    @Test
    void triesAgainAsOftenAsAllowedOverTheWholeRunAndWithPauses() {
        exiting(Duration.ofSeconds(1), 3);
        lab.apply(batch(Batch.builder().completions(2).parallelism(1).retries(2)));
        lab.advance(Duration.ofMillis(1900));
        assertThat(lab.machine().launched()).as("the first pause is a second").hasSize(1);
        lab.advance(LONG);
        assertThat(lab.machine().launched()).hasSize(3);
        assertThat(run().state()).isEqualTo(Run.State.FAILED);
        assertThat(run().failed()).isEqualTo(3);
        assertThat(run().attempts()).hasSize(3);
    }

    @Test
    void completesWhenARetrySucceedsOnTheSameInstance() {
        lab.machine()
                .behaving(launch -> Behaviour.usual()
                        .exitingAfter(Duration.ofSeconds(1), launch.name().attempt() == 1 ? 3 : 0));
        lab.apply(batch(Batch.builder().retries(1)));
        lab.advance(LONG);
        assertThat(run().state()).isEqualTo(Run.State.COMPLETED);
        assertThat(run().attempts().stream().map(Run.Attempt::instance).distinct())
                .hasSize(1);
        assertThat(lab.instances()).singleElement().satisfies(instance -> {
            assertThat(instance.state()).isEqualTo(InstanceState.COMPLETED);
            assertThat(instance.restarts()).isEqualTo(1);
        });
    }

    @Test
    void anEndThatNobodyKnowsFailedAndIsNoCode() {
        lab.apply(batch(Batch.builder()));
        lab.advance(MOMENT);
        lab.machine().end(launch().name(), new ProcessEnd(ProcessEnd.Kind.UNKNOWN, -1, "the machine went down"));
        lab.advance(MOMENT);
        assertThat(run().state()).isEqualTo(Run.State.FAILED);
        assertThat(run().attempts())
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.termination().kind()).isEqualTo(Termination.Kind.UNKNOWN));
    }

    private Launch launch() {
        return lab.machine().running().get(0);
    }

    @Test
    void whatCouldNotBeStartedFailed() {
        lab.machine().behaving(launch -> Behaviour.usual().refused("no such file"));
        lab.apply(batch(Batch.builder()));
        lab.advance(MOMENT);
        assertThat(run().state()).isEqualTo(Run.State.FAILED);
        assertThat(run().reason()).isEqualTo("CANNOT_START");
    }

    @Test
    void anAttemptThatTakesTooLongIsEndedAndFailedWhateverItsCode() {
        lab.machine()
                .behaving(launch -> Behaviour.usual()
                        .startingAfter(Duration.ofSeconds(3))
                        .ignoringSignals()
                        .exitingAfter(Duration.ofSeconds(12), 0));
        lab.apply(batch(Batch.builder().deadline(Duration.ofSeconds(10))));
        lab.advance(Duration.ofSeconds(12));
        assertThat(lab.instances())
                .singleElement()
                .satisfies(instance -> assertThat(instance.reason())
                        .as("from the start of the process, not from the launch")
                        .isEmpty());
        lab.advance(Duration.ofMillis(1100));
        assertThat(lab.instances())
                .singleElement()
                .satisfies(instance -> assertThat(instance.reason()).isEqualTo("DEADLINE_EXCEEDED"));
        lab.advance(LONG);
        assertThat(run().state()).isEqualTo(Run.State.FAILED);
        assertThat(run().reason()).isEqualTo("DEADLINE_EXCEEDED");
        assertThat(run().succeeded()).isZero();
        assertThat(run().attempts())
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.termination().exitCode())
                        .as("what it ended with is told as it was")
                        .isZero());
    }

    @Test
    void theDeadlineCountsAnewForEachAttemptAndGoesOnOverARestartOfTheJvm() {
        lab.apply(batch(Batch.builder().deadline(Duration.ofSeconds(10)).retries(1)));
        lab.advance(Duration.ofSeconds(6));
        lab.restart();
        lab.advance(Duration.ofSeconds(3));
        assertThat(run().failed()).isZero();
        lab.advance(Duration.ofSeconds(2));
        assertThat(run().failed()).isEqualTo(1);
        lab.advance(Duration.ofSeconds(5));
        assertThat(run().state()).isEqualTo(Run.State.RUNNING);
        lab.advance(Duration.ofSeconds(8));
        assertThat(run().state()).isEqualTo(Run.State.FAILED);
    }

    @Test
    void whatFailsEndsTheOthersOfItsRun() {
        lab.machine()
                .behaving(launch -> "0".equals(launch.environment().get("BERTH_INSTANCE_INDEX"))
                        ? Behaviour.usual().exitingAfter(Duration.ofSeconds(1), 1)
                        : Behaviour.usual().stoppingAfter(Duration.ofSeconds(1)));
        lab.apply(batch(Batch.builder().completions(3).parallelism(3)));
        lab.advance(Duration.ofMillis(1500));
        assertThat(run().state()).as("while others still end").isEqualTo(Run.State.RUNNING);
        lab.advance(Duration.ofSeconds(2));
        assertThat(lab.machine().running()).isEmpty();
        assertThat(run().state()).isEqualTo(Run.State.FAILED);
        assertThat(run().attempts()).hasSize(3);
        assertThat(run().failed()).as("stopped ones count neither way").isEqualTo(1);
    }

    @Test
    void neverStartsAgainOnceItsEndIsRecorded() {
        exiting(Duration.ofSeconds(1), 0);
        lab.apply(batch(Batch.builder()));
        lab.advance(Duration.ofSeconds(2));
        Run before = run();
        for (int restart = 0; restart < 3; restart++) {
            lab.restart();
            lab.advance(LONG);
        }
        lab.apply(batch(Batch.builder()));
        lab.advance(LONG);
        assertThat(lab.machine().launched()).hasSize(1);
        assertThat(runs()).containsExactly(before);
    }

    @Test
    void anotherJvmReadsHowAProcessEndedThatNobodyWatched() {
        lab.apply(batch(Batch.builder()));
        lab.advance(MOMENT);
        lab.machine().endUnnoticed(launch().name(), new ProcessEnd(ProcessEnd.Kind.EXITED, 42, null));
        lab.restart();
        lab.advance(MOMENT);
        assertThat(run().state()).isEqualTo(Run.State.FAILED);
        assertThat(run().attempts())
                .singleElement()
                .satisfies(
                        attempt -> assertThat(attempt.termination().exitCode()).isEqualTo(42));
    }

    @Test
    void aChangedSpecIsANewRunThatBeginsWhenTheOldOneHasEnded() {
        lab.machine().behaving(launch -> Behaviour.usual().stoppingAfter(Duration.ofSeconds(2)));
        lab.apply(batch(Batch.builder(), "old"));
        lab.advance(MOMENT);
        lab.apply(batch(Batch.builder(), "new"));
        lab.advance(Duration.ofSeconds(1));
        assertThat(lab.machine().running())
                .singleElement()
                .satisfies(launch -> assertThat(launch.arguments()).containsExactly("old"));
        lab.advance(Duration.ofSeconds(2));
        assertThat(lab.machine().running())
                .singleElement()
                .satisfies(launch -> assertThat(launch.arguments()).containsExactly("new"));
        assertThat(runs())
                .extracting(run -> run.id().name(), Run::state)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("2", Run.State.RUNNING),
                        org.assertj.core.api.Assertions.tuple("1", Run.State.CANCELLED));
        assertThat(runs().get(1).reason()).isEqualTo("REPLACED");
    }

    @Test
    void theResultStaysReadableUntilRemovedAndNoLonger() {
        exiting(Duration.ofSeconds(1), 7);
        lab.apply(batch(Batch.builder()));
        lab.advance(LONG);
        lab.restart();
        assertThat(run().attempts().get(0).termination().exitCode()).isEqualTo(7);
        lab.apply(batch(Batch.builder(), "again"));
        lab.advance(LONG);
        assertThat(runs()).hasSize(2);
        lab.remove();
        lab.advance(MOMENT);
        assertThat(lab.instances()).isEmpty();
        lab.apply(batch(Batch.builder()));
        lab.advance(LONG);
        assertThat(runs()).as("of the new life only").hasSize(1);
    }

    @Test
    void keepsOnlySoManyRuns() {
        exiting(Duration.ofMillis(10), 0);
        lab.apply(batch(Batch.builder()));
        lab.advance(MOMENT);
        for (int time = 0; time < 14; time++) {
            edit(Edit.restart(LocalLab.ID));
            lab.advance(MOMENT);
        }
        assertThat(runs()).hasSize(10);
        assertThat(run().id().name()).isEqualTo("15");
        assertThat(lab.instances()).as("of the present run").hasSize(1);
    }

    @Test
    void cancelledIsForGoodAndARestartIsANewRun() {
        lab.apply(batch(Batch.builder()));
        lab.advance(MOMENT);
        edit(Edit.cancel(LocalLab.ID));
        lab.advance(MOMENT);
        assertThat(lab.machine().running()).isEmpty();
        assertThat(run().state()).isEqualTo(Run.State.CANCELLED);
        assertThat(run().attempts())
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.termination().signal()).isEqualTo("TERM"));
        assertThat(phase()).isEqualTo(Phase.CANCELLED);
        lab.apply(batch(Batch.builder()));
        lab.restart();
        lab.advance(LONG);
        assertThat(lab.machine().launched()).hasSize(1);
        edit(Edit.restart(LocalLab.ID));
        lab.advance(MOMENT);
        assertThat(lab.machine().running()).hasSize(1);
        assertThat(run().id().name()).isEqualTo("2");
    }

    @Test
    void cancelsWhatWaitsForItsNextAttempt() {
        exiting(Duration.ofSeconds(1), 1);
        lab.apply(batch(Batch.builder().retries(5)));
        lab.advance(Duration.ofMillis(1500));
        edit(Edit.cancel(LocalLab.ID));
        lab.advance(LONG);
        assertThat(lab.machine().launched()).hasSize(1);
        assertThat(run().state()).isEqualTo(Run.State.CANCELLED);
    }

    @Test
    void aRunThatEndedBeforeItWasCancelledKeepsItsEnd() {
        exiting(Duration.ofSeconds(1), 0);
        lab.apply(batch(Batch.builder()));
        lab.advance(Duration.ofSeconds(2));
        assertThat(edit(Edit.cancel(LocalLab.ID)).items()).allMatch(item -> item.action() == Change.Action.UNCHANGED);
        assertThat(run().state()).isEqualTo(Run.State.COMPLETED);
    }

    @Test
    void aCancelledRunThatEndsWellOnItsSignalIsCancelledAllTheSame() {
        lab.machine().behaving(launch -> Behaviour.usual().ignoringSignals());
        lab.apply(batch(Batch.builder()));
        lab.advance(MOMENT);
        edit(Edit.cancel(LocalLab.ID));
        lab.machine().end(launch().name(), new ProcessEnd(ProcessEnd.Kind.EXITED, 0, null));
        lab.advance(MOMENT);
        assertThat(run().state()).isEqualTo(Run.State.CANCELLED);
    }

    @Test
    void keepsTheEndsOfManyAttemptsWithinBounds() {
        exiting(Duration.ofMillis(10), 0);
        lab.apply(batch(Batch.builder().completions(200).parallelism(20)));
        lab.advance(LONG);
        assertThat(run().succeeded()).isEqualTo(200);
        assertThat(run().attempts()).hasSize(50);
        assertThat(lab.instances()).hasSize(50).allMatch(instance -> instance.state() == InstanceState.COMPLETED);
        assertThat(lab.instances()).extracting(Instance::run).containsOnly(java.util.Optional.of("1"));
    }
}
