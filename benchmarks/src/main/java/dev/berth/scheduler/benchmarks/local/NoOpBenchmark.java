package dev.berth.scheduler.benchmarks.local;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.benchmarks.harness.Measurement;
import dev.berth.scheduler.benchmarks.harness.Report;
import dev.berth.scheduler.benchmarks.harness.Samples;
import dev.berth.scheduler.core.Await;
import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.local.LocalConfig;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Applying, in one edit, 100 workloads that are already as they should be. */
final class NoOpBenchmark {
    private static final int WORKLOADS = 100;
    private static final int WARM = 40;
    private static final int ROUNDS = 40;
    private static final double TARGET_MILLISECONDS = 50;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Scheduler scheduler;
    private final Path state;
    private final List<Edit> edits = IntStream.range(0, WORKLOADS)
            .mapToObj(number -> Edit.apply(EmbeddedProcesses.sleepers(WorkloadId.of("bench", "noop-" + number), 1)))
            .toList();

    private NoOpBenchmark(Scheduler scheduler, Path state) {
        this.scheduler = scheduler;
        this.state = state;
    }

    static void run(Path directory, Report report) throws Exception {
        try (Berth berth =
                Berth.builder().backend("local", LocalConfig.in(directory)).build()) {
            NoOpBenchmark benchmark = new NoOpBenchmark(berth.scheduler(), directory.resolve("state.db"));
            try {
                benchmark.run(report);
            } finally {
                Await.settled(berth.scheduler(), benchmark.remove(), LIMIT);
            }
        }
    }

    private void run(Report report) throws Exception {
        Await.settled(scheduler, apply(), LIMIT);
        for (int i = 0; i < WARM; i++) {
            apply();
        }
        List<Instance> before = scheduler.workloads().instances(Selector.all());
        String stored = fingerprint();
        List<Double> took = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            took.add(unchanged());
        }
        boolean touched = !scheduler.workloads().instances(Selector.all()).equals(before);
        boolean written = !fingerprint().equals(stored);
        Samples samples = new Samples(took);
        report.add(new Measurement(
                "no-op apply of 100 workloads",
                samples.median(),
                "ms",
                TARGET_MILLISECONDS,
                String.format(Locale.ROOT, "%.1f to %.1f ms of %d", samples.minimum(), samples.maximum(), ROUNDS)));
        report.add(new Measurement("no-op apply: writes to the store", written ? 1 : 0, "", 0, state.toString()));
        report.add(new Measurement("no-op apply: instances touched", touched ? 1 : 0, "", 0, ""));
    }

    private Applied apply() {
        return scheduler.workloads().edit(edits, PlanOptions.DEFAULT).orThrow();
    }

    private Applied remove() {
        List<Edit> removals = edits.stream().map(edit -> Edit.remove(edit.id())).toList();
        return scheduler.workloads().edit(removals, PlanOptions.DEFAULT).orThrow();
    }

    private double unchanged() {
        long begin = System.nanoTime();
        Applied applied = apply();
        double milliseconds = (System.nanoTime() - begin) / 1e6;
        boolean all = applied.items().stream().allMatch(item -> item.action() == Change.Action.UNCHANGED);
        if (!all) {
            throw new IllegalStateException("not UNCHANGED: " + applied);
        }
        return milliseconds;
    }

    private String fingerprint() throws IOException {
        return Files.size(state) + " bytes, written " + Files.getLastModifiedTime(state);
    }
}
