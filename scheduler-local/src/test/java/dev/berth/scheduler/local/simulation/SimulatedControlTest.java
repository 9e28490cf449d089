package dev.berth.scheduler.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What needs a controller, in simulated time. */
class SimulatedControlTest {
    private static final WorkloadId ID = WorkloadId.of("shop", "report");

    private static SimulatedCluster cluster() {
        return SimulatedCluster.open(Simulation.ofNodes(3, 42).startingAt(Instant.parse("2026-01-01T00:00:30Z")));
    }

    private static WorkloadSpec.Builder spec(Mode mode, String program) {
        return WorkloadSpec.builder(ID, mode)
                .task(Task.main(ProcessArtifact.builder(program).build()).build());
    }

    private static WorkloadSpec cron() {
        return spec(Cron.builder("*/10 * * * *").build(), "/opt/report").build();
    }

    private static List<Run> runs(SimulatedCluster cluster) {
        return cluster.scheduler().workloads().runs(ID);
    }

    @Test
    void firesEveryTickOfACronAtItsTime() {
        try (SimulatedCluster cluster = cluster()) {
            cluster.behaving(launch -> Behaviour.usual().exitingAfter(Duration.ofSeconds(3), 0));
            cluster.control();
            cluster.scheduler().workloads().apply(cron());
            cluster.advance(Duration.ofMinutes(60));
            assertThat(runs(cluster))
                    .hasSize(6)
                    .allMatch(run -> run.state() == Run.State.COMPLETED)
                    .allSatisfy(run -> assertThat(run.startedAt().orElseThrow())
                            .isBetween(
                                    run.scheduledAt().orElseThrow(),
                                    run.scheduledAt().orElseThrow().plusMillis(10)));
        }
    }

    @Test
    void rollsBackARolloutThatFails() {
        try (SimulatedCluster cluster = cluster()) {
            cluster.control();
            RolloutPolicy policy = RolloutPolicy.builder()
                    .progressDeadline(Duration.ofMinutes(1))
                    .onFailure(RolloutPolicy.OnFailure.ROLLBACK)
                    .build();
            cluster.scheduler()
                    .workloads()
                    .apply(spec(Mode.replicated(2), "/opt/good").rollout(policy).build());
            cluster.advance(Duration.ofSeconds(10));
            cluster.behaving(launch -> Behaviour.usual().refused("no such file"));
            cluster.scheduler()
                    .workloads()
                    .apply(spec(Mode.replicated(2), "/opt/bad").rollout(policy).build());
            cluster.advance(Duration.ofMinutes(5));
            Workload workload = cluster.scheduler().workloads().find(ID).orElseThrow();
            assertThat(workload.revision()).isEqualTo(3);
            assertThat(workload.status().phase()).isEqualTo(Phase.STABLE);
            assertThat(workload.status().conditions())
                    .extracting(Condition::reason)
                    .contains(Condition.ROLLED_BACK);
        }
    }

    @Test
    void theSameCallsGiveTheSameEvents() {
        assertThat(eventsOfAnHour()).hasSizeGreaterThan(20).isEqualTo(eventsOfAnHour());
    }

    private static List<String> eventsOfAnHour() {
        try (SimulatedCluster cluster = cluster()) {
            cluster.behaving(launch -> Behaviour.usual().exitingAfter(Duration.ofSeconds(3), 0));
            cluster.control();
            cluster.scheduler().workloads().apply(cron());
            cluster.advance(Duration.ofMinutes(60));
            return cluster.events();
        }
    }

    @Test
    void diesWithTheServerAndGoesOnWhereItStopped() {
        try (SimulatedCluster cluster = cluster()) {
            assertThatThrownBy(() -> cluster.scheduler().workloads().apply(cron()))
                    .isInstanceOf(RefusedException.class);
            cluster.control();
            assertThatThrownBy(cluster::control).isInstanceOf(IllegalStateException.class);
            cluster.scheduler().workloads().apply(cron());
            cluster.advance(Duration.ofMinutes(15));
            cluster.crash();
            cluster.recover();
            cluster.advance(Duration.ofMinutes(30));
            assertThat(runs(cluster)).hasSize(1);
            cluster.control();
            cluster.advance(Duration.ofSeconds(1));
            assertThat(runs(cluster))
                    .extracting(Run::state)
                    .contains(Run.State.MISSED)
                    .hasSize(3);
        }
    }
}
