package dev.berth.scheduler.benchmarks.local;

import dev.berth.scheduler.benchmarks.harness.Alternation;
import dev.berth.scheduler.benchmarks.harness.Measurement;
import dev.berth.scheduler.benchmarks.harness.Report;
import dev.berth.scheduler.benchmarks.harness.Samples;
import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.local.LocalConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starting and stopping processes. */
final class ProcessBenchmark {
    private static final int COUNT = 50;
    /**
     * Edits of one process, before the first round: what runs once in a round has to be compiled as what runs for each
     * process is. The peer does nearly all of its work in C.
     */
    private static final int WARM_EDITS = 300;

    private static final int WARM = 20;

    private static final int ROUNDS = 15;
    private static final double TARGET = 1.1;

    private ProcessBenchmark() {}

    static void run(Path directory, Report report) throws Exception {
        BareProcesses bare = new BareProcesses(Files.createDirectories(directory.resolve("bare")), COUNT);
        Path state = directory.resolve("embedded");
        try (Berth berth =
                Berth.builder().backend("local", LocalConfig.in(state)).build()) {
            EmbeddedProcesses embedded =
                    new EmbeddedProcesses(berth.scheduler(), state.resolve("processes/events"), COUNT);
            try {
                embedded.warm(WARM_EDITS);
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
        List<EmbeddedProcesses.Stop> stops = new ArrayList<>();
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
                    stops.add(embedded.stop());
                    return took;
                });
        report.add(Measurement.ratio("start 50 processes", TARGET, starts));
        Alternation ended = Alternation.ofNanoseconds(
                counted(bareStops),
                counted(stops.stream().map(EmbeddedProcesses.Stop::ended).toList()));
        report.add(Measurement.ratio("stop 50 processes", TARGET, ended));
        Samples told = Alternation.ofNanoseconds(
                        counted(bareStops),
                        counted(stops.stream().map(EmbeddedProcesses.Stop::told).toList()))
                .subject();
        report.add(Measurement.shown("stop 50 processes: told by the watch", told.median(), "ms", "median"));
    }

    private static List<Long> counted(List<Long> rounds) {
        return rounds.subList(WARM, WARM + ROUNDS);
    }
}
