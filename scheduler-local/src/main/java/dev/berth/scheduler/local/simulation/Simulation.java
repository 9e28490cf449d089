package dev.berth.scheduler.local.simulation;

import dev.berth.scheduler.local.cluster.NodeSettings;
import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.ResourceAmounts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What is simulated.
 *
 * @param seed says what the names of instances are and when faults strike: the same seed and the same calls give the same
 *     event log
 * @param start the time on the wall at the beginning
 * @param nodes at least one
 * @param faults what goes wrong by itself
 */
public record Simulation(long seed, Instant start, List<NodeSettings> nodes, SimulatedFaults faults) {
    private static final int ZONES = 3;

    public Simulation {
        nodes = List.copyOf(nodes);
    }

    /** So many nodes {@code node-1} and on, of 8 cores and 32 GiB each, in the zones {@code a}, {@code b} and {@code c}. */
    public static Simulation ofNodes(int count, long seed) {
        return new Simulation(
                seed,
                Instant.parse("2026-01-01T00:00:00Z"),
                IntStream.range(0, count).mapToObj(Simulation::node).toList(),
                SimulatedFaults.NONE);
    }

    private static NodeSettings node(int index) {
        String name = "node-" + (index + 1);
        return new NodeSettings(
                name,
                Map.of("hostname", name, "zone", Character.toString('a' + index % ZONES)),
                ResourceAmounts.builder()
                        .cpu(Cpu.ofCores(8))
                        .memory(Memory.ofMebibytes(32 * 1024))
                        .build());
    }

    public Simulation withFaults(SimulatedFaults others) {
        return new Simulation(seed, start, nodes, others);
    }

    public Simulation withNodes(List<NodeSettings> others) {
        return new Simulation(seed, start, others, faults);
    }

    public Simulation startingAt(Instant time) {
        return new Simulation(seed, time, nodes, faults);
    }
}
