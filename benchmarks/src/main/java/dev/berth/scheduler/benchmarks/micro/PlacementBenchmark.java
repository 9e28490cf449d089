package dev.berth.scheduler.benchmarks.micro;

import dev.berth.scheduler.engine.PlacedInstance;
import dev.berth.scheduler.engine.PlacementEngine;
import dev.berth.scheduler.engine.PlacementRequest;
import dev.berth.scheduler.engine.PlacementResult;
import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Spread;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One placement on nodes that are four fifths full of instances of mixed sizes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PlacementBenchmark {
    private static final int PER_NODE = 10;
    private static final long SEED = 20260101;
    private static final WorkloadId NEW = WorkloadId.of("bench", "new");

    /** How many there are. */
    @Param({"10", "100", "1000"})
    public int nodes;

    private final PlacementEngine engine = PlacementEngine.create();
    private final PlacementRequest plain = request(NEW, 250, 512, Placement.ANYWHERE);
    private final PlacementRequest spread = request(
            NEW,
            250,
            512,
            Placement.builder()
                    .antiAffinity(Affinity.required(NEW, NodeAttribute.NODE_ID))
                    .spread(Spread.required(NodeAttribute.ZONE, 1))
                    .build());
    private final PlacementRequest impossible = request(NEW, 64_000, 512, Placement.ANYWHERE);

    @Setup
    public void fill() {
        Random random = new Random(SEED);
        for (int node = 0; node < nodes; node++) {
            NodeId id = new NodeId("n" + node);
            engine.putNode(Node.builder(id, "n" + node)
                    .attribute(NodeAttribute.ZONE, "z" + node % 3)
                    .allocatable(amounts(16_000, 65_536))
                    .build());
            for (int i = 0; i < PER_NODE; i++) {
                WorkloadId workload = WorkloadId.of("bench", "w" + random.nextInt(nodes));
                PlacementRequest request =
                        request(workload, 960 + random.nextInt(640), 3900 + random.nextInt(2600), Placement.ANYWHERE);
                engine.putInstance(new PlacedInstance(new InstanceId(workload, node + "-" + i), id, request));
            }
        }
    }

    @Benchmark
    public PlacementResult anywhere() {
        return engine.place(plain);
    }

    @Benchmark
    public PlacementResult apartAndSpread() {
        return engine.place(spread);
    }

    @Benchmark
    public PlacementResult explained() {
        return engine.place(impossible);
    }

    private static PlacementRequest request(WorkloadId workload, long millicores, long mebibytes, Placement placement) {
        return PlacementRequest.builder(workload)
                .placement(placement)
                .resources(amounts(millicores, mebibytes))
                .build();
    }

    private static ResourceAmounts amounts(long millicores, long mebibytes) {
        return ResourceAmounts.builder()
                .cpu(new Cpu(millicores))
                .memory(Memory.ofMebibytes(mebibytes))
                .build();
    }
}
