package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.local.simulation.Behaviour;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Run;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deadlines that pass while nobody looks after batches (rule BAT-2). */
class OverdueTest {
    @TempDir
    private Path directory;

    private static Run run(SimulatedLab lab) {
        return lab.scheduler().workloads().runs(LocalLab.ID).get(0);
    }

    private static WorkloadSpec.Builder batch(Batch.Builder shape) {
        return WorkloadSpec.builder(LocalLab.ID, shape.build())
                .task(Task.main(ProcessArtifact.builder("/bin/work").build()).build());
    }

    @Test
    void whatIsOverdueIsEndedAtOnceAndFailedForItsDeadline() {
        try (SimulatedLab lab = new SimulatedLab(directory)) {
            lab.apply(batch(Batch.builder().deadline(Duration.ofSeconds(10))));
            lab.advance(Duration.ofSeconds(6));
            lab.restartAfter(Duration.ofMinutes(5));

            lab.advance(Duration.ofMillis(500));

            assertThat(lab.machine().running()).isEmpty();
            assertThat(run(lab).state()).isEqualTo(Run.State.FAILED);
            assertThat(run(lab).reason()).isEqualTo("DEADLINE_EXCEEDED");
        }
    }

    @Test
    void theNextAttemptHasItsWholeTime() {
        try (SimulatedLab lab = new SimulatedLab(directory)) {
            lab.apply(batch(Batch.builder().deadline(Duration.ofSeconds(10)).retries(1)));
            lab.advance(Duration.ofSeconds(1));
            lab.restartAfter(Duration.ofMinutes(5));
            lab.advance(Duration.ofSeconds(8));
            assertThat(run(lab).state()).isEqualTo(Run.State.RUNNING);
            assertThat(run(lab).failed()).isEqualTo(1);
            assertThat(lab.machine().running()).hasSize(1);
        }
    }

    @Test
    void whatEndedByItselfMeanwhileKeepsItsCode() {
        try (SimulatedLab lab = new SimulatedLab(directory)) {
            lab.machine().behaving(launch -> Behaviour.usual().exitingAfter(Duration.ofSeconds(5), 0));
            lab.apply(batch(Batch.builder().deadline(Duration.ofSeconds(10))));
            lab.advance(Duration.ofSeconds(1));
            lab.restartAfter(Duration.ofMinutes(5));
            lab.advance(Duration.ofMillis(500));
            assertThat(run(lab).state()).isEqualTo(Run.State.COMPLETED);
        }
    }
}
