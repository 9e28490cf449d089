package dev.berth.scheduler.tck.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.Termination;
import dev.berth.scheduler.status.Version;
import dev.berth.scheduler.status.WatchEvent;
import dev.berth.scheduler.tck.backend.ProbeProgram;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the oracle sees in runs that no backend should show. */
class OracleRunsTest {
    private static final WorkloadId ID = WorkloadId.parse("test/work");
    private static final InstanceId INSTANCE = new InstanceId(ID, "x");
    private static final ProbeProgram SHELL =
            arguments -> ProcessArtifact.builder("/bin/sh").arguments(arguments).build();

    private final Ledger ledger = new Ledger();
    private final Oracle oracle =
            new Oracle(ledger, BackendInfo.builder("toy", "Toy", "1").build(), Set.of(2));

    private void asked(Mode mode, String... does) {
        WorkloadSpec spec = ProbeSpec.of(ID, SHELL).mode(mode).does(does).build();
        ledger.accepted(
                List.of(Edit.apply(spec)),
                new Applied(List.of(new Applied.Item(
                        ID, Change.Action.CREATE, Optional.of(new Version("life", 1)), 1, Optional.empty()))));
    }

    private static Run.Builder run(Run.State state) {
        return Run.builder(new RunId(ID, "1"), 1, state);
    }

    private List<String> seen(Run.Builder run) {
        return oracle.judge(new WatchEvent.RunChanged(run.build()), Map.of());
    }

    private static List<Run.Attempt> ended(Termination... ends) {
        return java.util.Arrays.stream(ends)
                .map(end -> new Run.Attempt(INSTANCE, end))
                .toList();
    }

    private static Termination code(int code) {
        return Termination.exited(code, Optional.empty());
    }

    @Test
    void nothingIsWrongWithWhatIsRight() {
        asked(Batch.builder().completions(2).retries(1).build(), "exit:0");
        assertThat(seen(run(Run.State.RUNNING).active(1))).isEmpty();
        assertThat(seen(run(Run.State.COMPLETED).succeeded(2).attempts(ended(code(0), code(0)))))
                .isEmpty();
    }

    @Test
    void moreAtATimeThanAskedForAreSeen() {
        asked(Batch.builder().completions(5).parallelism(2).build());
        assertThat(seen(run(Run.State.RUNNING).active(3))).anyMatch(wrong -> wrong.startsWith("BAT-2"));
    }

    @Test
    void anEndThatChangesIsSeen() {
        asked(Mode.batch(), "exit:1");
        assertThat(seen(run(Run.State.FAILED).failed(1).attempts(ended(code(1)))))
                .isEmpty();
        assertThat(seen(run(Run.State.RUNNING).failed(1).attempts(ended(code(1)))))
                .anyMatch(wrong -> wrong.startsWith("BAT-2"));
    }

    @Test
    void aCodeThatNoProcessWasToldToEndWithIsSeen() {
        asked(Mode.batch(), "exit:3");
        assertThat(seen(run(Run.State.FAILED).failed(1).attempts(ended(code(4)))))
                .anyMatch(wrong -> wrong.startsWith("BAT-1"));
    }

    @Test
    void aCodeOfWhatEndedBeforeAProbeBeganInItIsNoLie() {
        asked(Mode.batch(), "exit:3");
        assertThat(seen(run(Run.State.FAILED).failed(1).attempts(ended(code(2)))))
                .isEmpty();
    }

    @Test
    void aSuccessWithoutAnEndWithZeroIsSeen() {
        asked(Mode.batch());
        assertThat(seen(run(Run.State.COMPLETED)
                        .succeeded(1)
                        .attempts(ended(Termination.unknown("nobody knows", Optional.empty())))))
                .anyMatch(wrong -> wrong.startsWith("BAT-1"));
    }

    @Test
    void completedWithTooFewAndFailedTooEarlyAreSeen() {
        asked(Batch.builder().completions(2).retries(1).build(), "exit:0");
        assertThat(seen(run(Run.State.COMPLETED).succeeded(1).attempts(ended(code(0)))))
                .anyMatch(wrong -> wrong.startsWith("BAT-4"));
        assertThat(seen(Run.builder(new RunId(ID, "2"), 1, Run.State.FAILED)
                        .failed(1)
                        .attempts(ended(code(143)))))
                .anyMatch(wrong -> wrong.startsWith("BAT-4"));
    }

    @Test
    void aSkippedTickWhereOverlapsAreAllowedIsSeen() {
        asked(Cron.builder("* * * * *").build());
        assertThat(seen(run(Run.State.SKIPPED).scheduledAt(Instant.parse("2026-01-01T00:01:00Z"))))
                .singleElement()
                .asString()
                .startsWith("CRN-1");
    }
}
