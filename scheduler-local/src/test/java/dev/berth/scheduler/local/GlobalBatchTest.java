package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.local.cluster.NodeSettings;
import dev.berth.scheduler.local.process.Launch;
import dev.berth.scheduler.local.simulation.Behaviour;
import dev.berth.scheduler.local.simulation.SimulatedCluster;
import dev.berth.scheduler.local.simulation.Simulation;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.GlobalBatch;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Batches that run once on each node that matches when they begin (rules GLB-1 and BAT-2). */
class GlobalBatchTest {
    private static final WorkloadId ID = WorkloadId.of("shop", "migrate");
    private static final NodeAttribute ROLE = NodeAttribute.label("role");

    private final SimulatedCluster cluster = SimulatedCluster.open(
            Simulation.ofNodes(1, 4711).withNodes(List.of(node("a", "front"), node("b", "front"), node("c", "back"))));
    private final List<Launch> launched = new ArrayList<>();

    @AfterEach
    void close() {
        cluster.close();
    }

    private static NodeSettings node(String name, String role) {
        return new NodeSettings(name, Map.of(ROLE.name(), role), ResourceAmounts.NONE);
    }

    /** Exits with a code for each node after two seconds; 0 where none is given. */
    private void exiting(Map<String, Integer> codes) {
        cluster.behaving(launch -> {
            launched.add(launch);
            return Behaviour.usual().exitingAfter(Duration.ofSeconds(2), codes.getOrDefault(place(launch), 0));
        });
    }

    private static String place(Launch launch) {
        return launch.environment().getOrDefault("BERTH_NODE", "");
    }

    @Test
    void runsOnceOnEachNodeThatMatches() {
        exiting(Map.of());
        apply(Mode.globalBatch(), "front");
        assertThat(run().state()).isEqualTo(Run.State.RUNNING);
        assertThat(run().active()).isEqualTo(2);
        cluster.advance(Duration.ofSeconds(10));
        assertThat(run().state()).isEqualTo(Run.State.COMPLETED);
        assertThat(run().succeeded()).isEqualTo(2);
        assertThat(launched).extracting(GlobalBatchTest::place).containsExactlyInAnyOrder("a", "b");
        assertThat(phase()).isEqualTo(Phase.COMPLETED);
    }

    @Test
    void theNodesAreThoseOfItsBeginning() {
        exiting(Map.of());
        apply(Mode.globalBatch(), "front");
        cluster.nodes().join(node("d", "front"));
        cluster.nodes().label("c", ROLE, Optional.of("front"));
        cluster.advance(Duration.ofSeconds(10));
        assertThat(launched).extracting(GlobalBatchTest::place).containsExactlyInAnyOrder("a", "b");
        assertThat(run().state()).isEqualTo(Run.State.COMPLETED);
    }

    @Test
    void triesAgainOnTheNodeThatFailedAndLetsTheOthersEnd() {
        exiting(Map.of("b", 3));
        apply(GlobalBatch.builder().retries(2).build(), "front");
        cluster.advance(Duration.ofMinutes(1));
        assertThat(launched)
                .extracting(GlobalBatchTest::place)
                .filteredOn("b"::equals)
                .hasSize(3);
        assertThat(run().state()).isEqualTo(Run.State.FAILED);
        assertThat(run().succeeded()).isEqualTo(1);
        assertThat(run().failed()).isEqualTo(3);
        assertThat(run().message()).isEqualTo("1 of 2 nodes have not completed; failed attempts: 3");
        assertThat(phase()).isEqualTo(Phase.FAILED);
    }

    @Test
    void aNodeThatLeavesIsOneThatHasNotCompleted() {
        exiting(Map.of());
        apply(Mode.globalBatch(), "front");
        cluster.nodes().leave("b");
        cluster.advance(Duration.ofMinutes(1));
        assertThat(run().state()).isEqualTo(Run.State.FAILED);
        assertThat(run().succeeded()).isEqualTo(1);
    }

    @Test
    void whereNoNodeMatchesItFailsAndSaysSo() {
        apply(Mode.globalBatch(), "nothing");
        assertThat(run().state()).isEqualTo(Run.State.FAILED);
        assertThat(run().reason()).isEqualTo("NO_NODES");
        assertThat(phase()).isEqualTo(Phase.FAILED);
    }

    @Test
    void isCancelledEverywhere() {
        apply(Mode.globalBatch(), "front");
        cluster.scheduler().workloads().edit(Edit.cancel(ID)).orThrow();
        cluster.advance(Duration.ofSeconds(10));
        assertThat(cluster.running()).isEmpty();
        assertThat(run().state()).isEqualTo(Run.State.CANCELLED);
    }

    @Test
    void runsOnceAlsoOnMoreNodesThanAreKeptListed() {
        exiting(Map.of());
        for (int i = 0; i < 100; i++) {
            cluster.nodes().join(node("n" + i, "many"));
        }
        apply(Mode.globalBatch(), "many");
        cluster.advance(Duration.ofMinutes(1));
        assertThat(launched).hasSize(100);
        assertThat(run().state()).isEqualTo(Run.State.COMPLETED);
        assertThat(run().succeeded()).isEqualTo(100);
    }

    @Test
    void aLostNodeIsOneThatHasNotCompletedOnceItWasWaitedFor() {
        apply(Mode.globalBatch(), "front");
        cluster.nodes().lose("b");
        cluster.advance(Duration.ofSeconds(20));
        assertThat(run().state()).isEqualTo(Run.State.RUNNING);
        cluster.running().forEach(cluster::kill);
        cluster.advance(Duration.ofSeconds(20));
        assertThat(run().state()).isEqualTo(Run.State.FAILED);
        assertThat(instances()).noneMatch(Instance::ready);
    }

    private void apply(Mode mode, String role) {
        cluster.scheduler()
                .workloads()
                .apply(WorkloadSpec.builder(ID, mode)
                        .task(Task.main(ProcessArtifact.builder("/opt/migrate").build())
                                .build())
                        .placement(Placement.builder()
                                .constraint(Constraint.equalTo(ROLE, role))
                                .build())
                        .build())
                .orThrow();
        cluster.advance(Duration.ofSeconds(1));
    }

    private List<Instance> instances() {
        return cluster.scheduler().workloads().instances(Selector.of(ID));
    }

    private Run run() {
        List<Run> runs = cluster.scheduler().workloads().runs(ID);
        assertThat(runs).hasSize(1);
        return runs.get(0);
    }

    private Phase phase() {
        return cluster.scheduler().workloads().find(ID).orElseThrow().status().phase();
    }
}
