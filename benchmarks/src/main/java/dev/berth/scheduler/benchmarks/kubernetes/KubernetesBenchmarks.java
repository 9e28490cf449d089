package dev.berth.scheduler.benchmarks.kubernetes;

import dev.berth.scheduler.benchmarks.harness.Report;
import dev.berth.scheduler.core.Berth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Everything there is to measure of the Kubernetes adapter, on a lab that is up; all it makes there is removed. */
public final class KubernetesBenchmarks {
    private KubernetesBenchmarks() {}

    /**
     * Measures.
     *
     * @param root of the checkout
     */
    public static void run(Path root, Report report) throws Exception {
        Cluster cluster = Cluster.of(root);
        Api api = new Api(cluster);
        Ground ground = new Ground(api);
        Path directory = Files.createTempDirectory("berth-bench");
        try {
            ground.make();
            ground.clean();
            apply(cluster, ground, directory, report);
            WatchBenchmark.run(root, cluster, api, ground, report);
        } finally {
            ground.remove();
            delete(directory);
        }
    }

    private static void apply(Cluster cluster, Ground ground, Path directory, Report report) throws Exception {
        Workloads workloads = new Workloads(cluster.image(), Step.HUNDRED);
        KubectlApply kubectl;
        try (Berth berth = cluster.connect()) {
            kubectl = KubectlApply.of(cluster, berth, workloads, ground, directory);
        }
        ApplyBenchmark benchmark = new ApplyBenchmark(cluster, ground, workloads, kubectl, report);
        benchmark.count();
        benchmark.time();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> found = Files.walk(directory)) {
            List<Path> inside = found.sorted(Comparator.reverseOrder()).toList();
            for (Path file : inside) {
                Files.delete(file);
            }
        }
    }
}
