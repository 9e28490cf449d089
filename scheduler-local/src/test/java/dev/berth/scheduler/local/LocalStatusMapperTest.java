package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.local.cluster.ClusterSettings;
import dev.berth.scheduler.local.cluster.InstancePhase;
import dev.berth.scheduler.local.cluster.InstanceRow;
import dev.berth.scheduler.local.cluster.InstanceView;
import dev.berth.scheduler.local.storage.Places;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.InstanceState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rule OBS-1: what counts for a workload's phase. */
class LocalStatusMapperTest {
    private final LocalStatusMapper mapper = new LocalStatusMapper(
            new ClusterSettings("host", "127.0.0.1", 22_000, 22_010, List.of(), "/bin", Places.in(Path.of("/state"))),
            "berth");

    @Test
    void saysThatARunningInstanceIsReady() {
        Instance instance = mapper.instance(view(InstancePhase.RUNNING, false));

        assertThat(instance.state()).isEqualTo(InstanceState.RUNNING);
        assertThat(instance.ready()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(InstancePhase.class)
    void neverCountsAnInstanceOfAnEarlierLifeForThisOne(InstancePhase phase) {
        Instance instance = mapper.instance(view(phase, true));

        assertThat(instance.state()).isEqualTo(InstanceState.STOPPING);
        assertThat(instance.ready()).isFalse();
    }

    private static InstanceView view(InstancePhase phase, boolean earlier) {
        InstanceRow row = new InstanceRow(
                new InstanceId(WorkloadId.of("demo", "web"), "a1"),
                new InstanceRow.Origin("life", 1, 0, 1),
                Optional.empty(),
                phase,
                new InstanceRow.Run(1, Optional.empty(), Optional.empty(), Optional.of(Instant.EPOCH)),
                new InstanceRow.Restarts(0, 0, List.of()),
                InstanceRow.Note.NONE,
                Optional.empty());
        return new InstanceView(row, Optional.empty(), List.of("main"), List.of(), false, earlier);
    }
}
