package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.core.OneOff;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.Termination;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches of real processes. */
class BatchTest {
    @TempDir
    private Path directory;

    private static WorkloadSpec.Builder script(String script) {
        return LocalLab.shell(1, script).mode(Batch.builder().build());
    }

    @Test
    void tellsAnExitCodeFromTheSignalOfTheSameNumber() {
        try (LocalLab lab = LocalLab.in(directory)) {
            lab.apply(script("exit 137"));
            Run code = lab.watching().untilOver(new RunId(LocalLab.ID, "1"));
            lab.apply(script("kill -KILL $$"));
            Run signal = lab.watching().untilOver(new RunId(LocalLab.ID, "2"));

            assertThat(ends(code)).singleElement().satisfies(end -> {
                assertThat(end.kind()).isEqualTo(Termination.Kind.EXITED);
                assertThat(end.exitCode()).isEqualTo(137);
            });
            assertThat(ends(signal)).singleElement().satisfies(end -> {
                assertThat(end.kind()).isEqualTo(Termination.Kind.SIGNALLED);
                assertThat(end.signal()).isEqualTo("KILL");
            });
        }
    }

    private static List<Termination> ends(Run run) {
        return run.attempts().stream().map(Run.Attempt::termination).toList();
    }

    @Test
    void aOneOffGivesItsOutputAndCodeAndLeavesNothingBehindThroughTheAgent() throws Exception {
        AgentLab lab = AgentLab.in(directory);
        try {
            Scheduler scheduler = lab.scheduler();
            List<String> output = new ArrayList<>();
            Run run = OneOff.run(
                    scheduler,
                    script("echo one; echo two >&2; exit 3").build(),
                    AgentLab.LIMIT,
                    (LogLine line) -> output.add(line.text()));

            assertThat(run.state()).isEqualTo(Run.State.FAILED);
            assertThat(ends(run)).extracting(Termination::exitCode).containsExactly(3);
            assertThat(output).containsExactlyInAnyOrder("one", "two");
            assertThat(scheduler.workloads().list(Selector.all())).isEmpty();
            assertThat(scheduler.workloads().instances(Selector.all())).isEmpty();
        } finally {
            lab.close();
        }
    }
}
