package dev.berth.scheduler.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.Termination;
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
    void refusesToRunNothing() {
        assertThat(terminal.run("run")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.error()).contains("say what to run with -f FILE");
    }
}
