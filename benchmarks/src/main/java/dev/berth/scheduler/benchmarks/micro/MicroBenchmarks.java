package dev.berth.scheduler.benchmarks.micro;

import dev.berth.scheduler.benchmarks.harness.Measurement;
import dev.berth.scheduler.benchmarks.harness.Report;
import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks of this package, each in a JVM of its own; bytes per operation are what can be relied on. */
public final class MicroBenchmarks {
    private static final String BYTES = "gc.alloc.rate.norm";

    private MicroBenchmarks() {}

    /** Adds time and bytes of each to the report. */
    public static void run(Report report) throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include(MicroBenchmarks.class.getPackageName() + "\\..*")
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgs("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC")
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT);
        for (RunResult result : new Runner(options.build()).run()) {
            add(result, report);
        }
    }

    private static void add(RunResult result, Report report) {
        Result<?> time = result.getPrimaryResult();
        Result<?> bytes = result.getSecondaryResults().get(BYTES);
        report.add(Measurement.shown(
                name(result.getParams()),
                time.getScore(),
                time.getScoreUnit(),
                bytes == null ? "" : String.format(Locale.ROOT, "%.0f bytes/op", bytes.getScore())));
    }

    private static String name(BenchmarkParams parameters) {
        String[] parts = parameters.getBenchmark().split("\\.", -1);
        String name = parts[parts.length - 2] + "." + parts[parts.length - 1];
        return parameters.getParamsKeys().contains("nodes")
                ? name + " of " + parameters.getParam("nodes") + " nodes"
                : name;
    }
}
