package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What whoever builds on Berth tests with. */
class SimulationTest {
    /** For one edit with thousands of instances, on a disk that others use as well. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final SimulatedFaults FAULTS = SimulatedFaults.NONE
            .slowStarts(0.3, Duration.ofSeconds(20))
            .crashes(0.2, Duration.ofMinutes(2))
            .lostNotices(0.2)
            .delayedNotices(0.2, Duration.ofSeconds(2))
            .nodeLosses(Duration.ofSeconds(20), Duration.ofMinutes(1));

    @Test
    void theSameSeedGivesTheSameEventLogByteForByte() {
        List<String> first = run(42);
        assertThat(run(42)).isEqualTo(first);
        assertThat(first)
                .hasSizeGreaterThan(500)
                .anyMatch(line -> line.contains("last exit code 1"))
                .anyMatch(line -> line.contains("LOST"))
                .anyMatch(line -> line.contains("it ran on a node that was lost"));
    }

    @Test
    void anotherSeedGivesAnotherEventLog() {
        assertThat(run(43)).isNotEqualTo(run(44));
    }

    @Test
    void thousandsOfNodesTakeThousandsOfInstances() {
        try (SimulatedCluster cluster = SimulatedCluster.open(Simulation.ofNodes(2000, 1))) {
            cluster.scheduler().within(LIMIT).workloads().apply(spec("web", 2000, "1"));
            cluster.advance(Duration.ofMinutes(1));
            assertThat(cluster.scheduler().workloads().instances(Selector.all()))
                    .hasSize(2000)
                    .allMatch(Instance::ready);
        }
    }

    @Test
    void thousandNodesTakeOneInstanceEach() {
        try (SimulatedCluster cluster = SimulatedCluster.open(Simulation.ofNodes(1000, 1))) {
            cluster.scheduler().within(LIMIT).workloads().apply(spec("agent", Mode.global(), "1"));
            cluster.advance(Duration.ofMinutes(1));
            assertThat(cluster.scheduler().workloads().instances(Selector.all()))
                    .hasSize(1000)
                    .allMatch(Instance::ready)
                    .extracting(Instance::node)
                    .doesNotHaveDuplicates();
        }
    }

    /** Applied, updated, scaled and removed, while a fifth of all processes crash. */
    private static List<String> run(long seed) {
        try (SimulatedCluster cluster =
                SimulatedCluster.open(Simulation.ofNodes(50, seed).withFaults(FAULTS))) {
            cluster.scheduler()
                    .workloads()
                    .apply(spec("web", 60, "1"), spec("api", 20, "1"), spec("agent", Mode.global(), "1"));
            cluster.advance(Duration.ofMinutes(1));
            cluster.scheduler().workloads().apply(spec("web", 60, "2"));
            cluster.advance(Duration.ofMinutes(5));
            cluster.scheduler().workloads().scale(WorkloadId.of("shop", "api"), 5);
            cluster.advance(Duration.ofMinutes(1));
            cluster.scheduler().workloads().remove(WorkloadId.of("shop", "web"));
            cluster.advance(Duration.ofMinutes(1));
            return cluster.events();
        }
    }

    private static WorkloadSpec spec(String name, int replicas, String version) {
        return spec(name, Mode.replicated(replicas), version);
    }

    private static WorkloadSpec spec(String name, Mode mode, String version) {
        return WorkloadSpec.builder(WorkloadId.of("shop", name), mode)
                .task(Task.main(ProcessArtifact.builder("/opt/" + name).build())
                        .environment("VERSION", version)
                        .build())
                .build();
    }
}
