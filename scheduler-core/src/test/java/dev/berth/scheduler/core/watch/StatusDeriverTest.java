package dev.berth.scheduler.core.watch;

import static dev.berth.scheduler.core.testing.Specs.WEB;
import static dev.berth.scheduler.core.testing.Specs.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.core.record.Intent;
import dev.berth.scheduler.core.record.RecordFormat;
import dev.berth.scheduler.core.record.WorkloadRecord;
import dev.berth.scheduler.spi.Directives;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.spi.WorkloadReport;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Version;
import dev.berth.scheduler.status.WorkloadStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rule OBS-1: phases and counts. */
class StatusDeriverTest {
    private static final Version APPLIED = new Version("life", 4);
    private static final Explanation WHY = new Explanation(1, List.of(new Explanation.Reason(1, "insufficient cpu")));

    private final List<Instance> instances = new ArrayList<>();
    private Optional<Explanation> explanation = Optional.empty();
    private Optional<Version> applied = Optional.of(APPLIED);
    private WorkloadRecord.Kind kind = WorkloadRecord.Kind.SPEC;
    private Progress progress = Progress.UNKNOWN;
    private Intent intent = Intent.NONE;

    @Test
    void isStableWhenAllDesiredAreReadyAndUpdated() {
        ready(2).ready(2);

        assertThat(status(2).phase()).isEqualTo(Phase.STABLE);
        assertThat(status(2).ready()).isEqualTo(2);
        assertThat(status(2).updated()).isEqualTo(2);
    }

    @Test
    void isNotStableWhileTheBackendIsStillAtItThoughAllLookRight() {
        ready(2).ready(2);
        progress = Progress.ONGOING;
        assertThat(status(2).phase()).isEqualTo(Phase.PROGRESSING);

        progress = Progress.COMPLETE;
        assertThat(status(2).phase()).isEqualTo(Phase.STABLE);
    }

    @Test
    void isStableWithNothingWantedAndNothingThere() {
        assertThat(status(0).phase()).isEqualTo(Phase.STABLE);
    }

    @Test
    void isNotStableWhileNothingRuns() {
        assertThat(status(2).phase()).isEqualTo(Phase.PROGRESSING);
    }

    @Test
    void progressesWhileAnOldRevisionIsThere() {
        ready(1).ready(2);

        assertThat(status(2).phase()).isEqualTo(Phase.PROGRESSING);
        assertThat(status(2).updated()).isEqualTo(1);
    }

    @Test
    void progressesWhileTheAcceptedVersionIsNotSent() {
        ready(2);
        applied = Optional.of(new Version("life", 3));

        assertThat(status(1).phase()).isEqualTo(Phase.PROGRESSING);
        assertThat(status(1).observed()).isEqualTo(new Version("life", 3));
        assertThat(status(1).conditions()).extracting(Condition::reason).contains(Condition.UNFINISHED_EDIT);
    }

    @Test
    void isPendingWhileSomethingCanNotBePlaced() {
        ready(2).add(InstanceState.PENDING, 2, false, 0);
        explanation = Optional.of(WHY);

        assertThat(status(2).phase()).isEqualTo(Phase.PENDING);
        assertThat(status(2).explanation()).contains(WHY);
    }

    @Test
    void isDegradedWhenOneHasFailedAndFailedWhenAllHave() {
        ready(2).add(InstanceState.FAILED, 2, false, 5);
        assertThat(status(2).phase()).isEqualTo(Phase.DEGRADED);

        instances.clear();
        add(InstanceState.FAILED, 2, false, 5);
        assertThat(status(1).phase()).isEqualTo(Phase.FAILED);
        assertThat(status(1).failed()).isEqualTo(1);
    }

    @Test
    void isDegradedWhenAnInstanceCameDownAgain() {
        add(InstanceState.STARTING, 2, false, 1);

        assertThat(status(1).phase()).isEqualTo(Phase.DEGRADED);
    }

    @Test
    void saysUnknownOfWhatItCanNotInterpret() {
        add(InstanceState.UNKNOWN, 2, false, 0);

        assertThat(status(1).phase()).isEqualTo(Phase.UNKNOWN);
    }

    @Test
    void leavesStoppingInstancesOutOfEveryCount() {
        ready(2).add(InstanceState.STOPPING, 1, false, 0);

        assertThat(status(1).phase()).isEqualTo(Phase.STABLE);
        assertThat(status(1).placed()).isEqualTo(1);
    }

    @Test
    void leavesLostInstancesOutOfEveryCount() {
        ready(2).add(InstanceState.LOST, 2, false, 0);

        assertThat(status(1).phase()).isEqualTo(Phase.STABLE);
        assertThat(status(1).placed()).isEqualTo(1);
        assertThat(status(1).updated()).isEqualTo(1);
    }

    @Test
    void isDegradedWhileALostInstanceIsNotReplaced() {
        ready(2).add(InstanceState.LOST, 2, false, 0);

        assertThat(status(2).phase()).isEqualTo(Phase.DEGRADED);
    }

    @Test
    void standsStillWhenARolloutFailedThatNobodyAnswers() {
        ready(1).ready(2).add(InstanceState.STARTING, 2, false, 3);
        progress = Progress.failed("ROLLOUT_FAILED", "task: non-zero exit (3)");

        assertThat(status(2).phase()).isEqualTo(Phase.PAUSED);
        assertThat(status(2).conditions()).contains(new Condition("ROLLOUT_FAILED", "task: non-zero exit (3)"));
    }

    @Test
    void doesNotStandStillBeforeAControllerAnswersAFailedRollout() {
        ready(1).ready(2).add(InstanceState.STARTING, 2, false, 3);
        progress = Progress.failed("ROLLOUT_FAILED", "task: non-zero exit (3)");
        intent = new Intent(Directives.NONE, 0, 0, Optional.empty(), true, Optional.empty());

        assertThat(status(2).phase()).isEqualTo(Phase.DEGRADED);
    }

    @Test
    void isStableWhenAllDesiredAreReadyAndUpdatedThoughTheRolloutFailed() {
        ready(2).ready(2);
        progress = Progress.failed("ROLLOUT_FAILED", "task: non-zero exit (3)");

        assertThat(status(2).phase()).isEqualTo(Phase.STABLE);
    }

    @Test
    void isRemovingFromTheTombstoneOn() {
        ready(2);
        kind = WorkloadRecord.Kind.TOMBSTONE;

        assertThat(status(1).phase()).isEqualTo(Phase.REMOVING);
    }

    private StatusDeriverTest ready(long revision) {
        return add(InstanceState.RUNNING, revision, true, 0);
    }

    private StatusDeriverTest add(InstanceState state, long revision, boolean ready, int restarts) {
        Instance.Builder instance = Instance.builder(new InstanceId(WEB, "i" + instances.size()), state)
                .revision(revision)
                .ready(ready)
                .restarts(restarts);
        if (state != InstanceState.PENDING) {
            instance.node(new NodeId("n"));
        }
        instances.add(instance.build());
        return this;
    }

    private WorkloadStatus status(int replicas) {
        WorkloadRecord record = new WorkloadRecord(
                kind, APPLIED, 2, web(replicas), "d", "t", "1", List.of(), Instant.EPOCH, Instant.EPOCH, intent);
        StoredRecord stored = RecordFormat.write(record);
        WorkloadReport report = WorkloadReport.of(stored, applied, replicas, List.of(), explanation)
                .withProgress(progress);
        return StatusDeriver.workload(new KnownRecord(stored), report, instances, List.of(), true)
                .status();
    }
}
