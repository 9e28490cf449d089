package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoOperationTest {
    @TempDir
    private Path directory;

    /** Rule APP-2, through the whole pipeline. */
    @Test
    void applyingTheSameAgainWritesNothing() throws Exception {
        List<Edit> edits = IntStream.range(0, 100)
                .mapToObj(number ->
                        Edit.apply(WorkloadSpec.builder(WorkloadId.of("test", "w" + number), Mode.replicated(0))
                                .task(Task.main(ProcessArtifact.builder("/bin/sleep")
                                                .arguments("1")
                                                .build())
                                        .build())
                                .build()))
                .toList();
        try (Berth berth = Berth.builder()
                .backend("local", LocalConfig.in(directory))
                .controller(false)
                .build()) {
            berth.scheduler().workloads().edit(edits, PlanOptions.DEFAULT).orThrow();
            // Answered after what the edits left to do.
            assertThat(berth.scheduler().workloads().list(Selector.all())).hasSize(100);
            byte[] before = Files.readAllBytes(directory.resolve("state.db"));
            Applied again = berth.scheduler()
                    .workloads()
                    .edit(edits, PlanOptions.DEFAULT)
                    .orThrow();
            assertThat(again.items()).extracting(Applied.Item::action).containsOnly(Change.Action.UNCHANGED);
            assertThat(Files.readAllBytes(directory.resolve("state.db"))).isEqualTo(before);
        }
    }
}
