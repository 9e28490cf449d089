package dev.berth.scheduler.benchmarks;

import dev.berth.scheduler.benchmarks.harness.Report;
import dev.berth.scheduler.benchmarks.kubernetes.KubernetesBenchmarks;
import dev.berth.scheduler.benchmarks.local.LocalBenchmarks;
import dev.berth.scheduler.benchmarks.micro.MicroBenchmarks;
import dev.berth.scheduler.benchmarks.swarm.SwarmBenchmarks;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs one suite: prints its table and writes it as JSON. Called by {@code benchmarks/run}. */
public final class Main {
    private Main() {}

    /**
     * Measures.
     *
     * @param arguments the suite, and the directory for its JSON
     */
    public static void main(String[] arguments) throws Exception {
        String suite = arguments[0];
        Path directory = Files.createDirectories(Path.of(arguments[1]));
        Report report = new Report(System.out);
        switch (suite) {
            case "local" -> LocalBenchmarks.run(Path.of(System.getProperty("berth.root")), report);
            case "micro" -> MicroBenchmarks.run(report);
            case "swarm" -> SwarmBenchmarks.run(Path.of(System.getProperty("berth.root")), report);
            case "kubernetes" -> KubernetesBenchmarks.run(Path.of(System.getProperty("berth.root")), report);
            default ->
                throw new IllegalArgumentException("suite (=" + suite + ") must be local, micro, swarm or kubernetes");
        }
        report.write(directory.resolve(suite + ".json"));
        System.exit(report.passed() ? 0 : 1);
    }
}
