package dev.berth.scheduler.benchmarks.local;

import dev.berth.scheduler.benchmarks.harness.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Everything there is to measure of the embedded backend, in a directory that is gone afterwards. */
public final class LocalBenchmarks {
    private LocalBenchmarks() {}

    /**
     * Measures.
     *
     * @param root of the checkout
     */
    public static void run(Path root, Report report) throws Exception {
        Path directory = Files.createTempDirectory("berth-bench");
        try {
            ProcessBenchmark.run(Files.createDirectories(directory.resolve("processes")), report);
            NoOpBenchmark.run(directory.resolve("no-op"), report);
            AgentBenchmark.run(root, directory.resolve("agent"), report);
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> paths;
        try (Stream<Path> all = Files.walk(directory)) {
            paths = all.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }
}
