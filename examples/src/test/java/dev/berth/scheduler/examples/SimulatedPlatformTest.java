package dev.berth.scheduler.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.local.simulation.Behaviour;
import dev.berth.scheduler.local.simulation.SimulatedCluster;
import dev.berth.scheduler.local.simulation.SimulatedFaults;
import dev.berth.scheduler.local.simulation.Simulation;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.NodeId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a platform is tested that runs its workloads through Berth: on a thousand nodes, for an hour, in seconds. */
class SimulatedPlatformTest {
    private static final WorkloadId SHOP = WorkloadId.of("shop", "web");

    @Test
    void theShopRecoversFromCrashes() {
        SimulatedFaults faults =
                SimulatedFaults.NONE.crashes(0.1, Duration.ofMinutes(10)).slowStarts(0.5, Duration.ofSeconds(30));
        try (SimulatedCluster cluster =
                SimulatedCluster.open(Simulation.ofNodes(1000, 42).withFaults(faults))) {
            cluster.scheduler().workloads().apply(shop(200));
            cluster.advance(Duration.ofHours(1));
            assertThat(cluster.scheduler().workloads().instances(Selector.of(SHOP)))
                    .hasSize(200)
                    .allMatch(Instance::ready)
                    .anyMatch(instance -> instance.restarts() > 0);
        }
    }

    @Test
    void theShopSurvivesTheLossOfANode() {
        try (SimulatedCluster cluster = SimulatedCluster.open(Simulation.ofNodes(4, 42))) {
            cluster.scheduler().workloads().apply(shop(8));
            cluster.advance(Duration.ofSeconds(5));
            cluster.nodes().cutOff("node-3");
            cluster.advance(Duration.ofMinutes(1));
            assertThat(cluster.scheduler().workloads().instances(Selector.of(SHOP)))
                    .filteredOn(Instance::ready)
                    .hasSize(8)
                    .noneMatch(instance -> instance.node().equals(Optional.of(new NodeId("node-3"))));
            assertThat(cluster.running()).as("two copies of what is cut off").hasSize(10);
            cluster.nodes().reconnect("node-3");
            cluster.advance(Duration.ofSeconds(5));
            assertThat(cluster.running()).hasSize(8);
        }
    }

    @Test
    void aReleaseThatDoesNotStartIsSeen() {
        try (SimulatedCluster cluster = SimulatedCluster.open(Simulation.ofNodes(3, 42))) {
            cluster.behaving(launch -> Behaviour.usual().refused("no such file"));
            cluster.scheduler().workloads().apply(shop(3));
            cluster.advance(Duration.ofMinutes(1));
            assertThat(cluster.scheduler().workloads().instances(Selector.of(SHOP)))
                    .hasSize(3)
                    .noneMatch(Instance::ready);
        }
    }

    private static WorkloadSpec shop(int replicas) {
        return WorkloadSpec.builder(SHOP, Mode.replicated(replicas))
                .task(Task.main(ProcessArtifact.builder("/opt/shop/web").build())
                        .build())
                .build();
    }
}
