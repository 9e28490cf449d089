package dev.berth.scheduler.benchmarks.swarm;

import dev.berth.scheduler.benchmarks.harness.Report;
import java.nio.file.Files;
import java.nio.file.Path;

/** Everything there is to measure of the swarm adapter, on a lab that is up; all it makes there is removed. */
public final class SwarmBenchmarks {
    private SwarmBenchmarks() {}

    /**
     * Measures.
     *
     * @param root of the checkout
     */
    public static void run(Path root, Report report) throws Exception {
        Swarm swarm = Swarm.of(root);
        Path directory = Files.createTempDirectory("berth-bench");
        try {
            swarm.clean();
            RequestBenchmark.run(swarm, directory, report);
            ApplyBenchmark.run(swarm, directory, report);
            WatchBenchmark.run(swarm, directory, report);
        } finally {
            Files.deleteIfExists(directory.resolve("create.sh"));
            Files.delete(directory);
        }
    }
}
