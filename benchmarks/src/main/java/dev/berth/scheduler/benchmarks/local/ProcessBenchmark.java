package dev.berth.scheduler.benchmarks.local;

import dev.berth.scheduler.benchmarks.harness.Alternation;
import dev.berth.scheduler.benchmarks.harness.Measurement;
import dev.berth.scheduler.benchmarks.harness.Report;
import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.local.LocalConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starting and stopping processes. */
final class ProcessBenchmark {
    private static final int COUNT = 50;
    private static final int WARM = 5;
    private static final int ROUNDS = 15;
    private static final double TARGET = 1.1;

    private ProcessBenchmark() {}

    static void run(Path directory, Report report) throws Exception {
        BareProcesses bare = new BareProcesses(Files.createDirectories(directory.resolve("bare")), COUNT);
        try (Berth berth = Berth.builder()
                .backend("local", LocalConfig.in(directory.resolve("embedded")))
                .build()) {
            EmbeddedProcesses embedded = new EmbeddedProcesses(berth.scheduler(), COUNT);
            try {
                run(bare, embedded, report);
            } finally {
                bare.stop();
                embedded.cleanUp();
            }
        }
    }

    /** Stopping is measured in the same rounds: what was started has to go before the other's turn. */
    private static void run(BareProcesses bare, EmbeddedProcesses embedded, Report report) throws Exception {
        List<Long> bareStops = new ArrayList<>();
        List<Long> embeddedStops = new ArrayList<>();
        Alternation starts = Alternation.of(
                WARM,
                ROUNDS,
                () -> {
                    long took = bare.start();
                    bareStops.add(bare.stop());
                    return took;
                },
                () -> {
                    long took = embedded.start();
                    embeddedStops.add(embedded.stop());
                    return took;
                });
        report.add(Measurement.ratio("start 50 processes", TARGET, starts));
        Alternation stops = Alternation.ofNanoseconds(
                bareStops.subList(WARM, WARM + ROUNDS), embeddedStops.subList(WARM, WARM + ROUNDS));
        report.add(Measurement.ratio("stop 50 processes", TARGET, stops));
    }
}
