package dev.berth.scheduler.benchmarks.swarm;

import dev.berth.scheduler.benchmarks.harness.Alternation;
import dev.berth.scheduler.benchmarks.harness.Measurement;
import dev.berth.scheduler.benchmarks.harness.Report;
import dev.berth.scheduler.benchmarks.harness.Timed;
import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.PlanOptions;
import java.nio.file.Path;
import java.util.List;

/** A fresh apply of 100 services beside the loop that creates such services by command, both without the proxy. */
final class ApplyBenchmark {
    private static final int SERVICES = 100;
    private static final int WARM = 1;
    private static final int ROUNDS = 5;
    private static final double TARGET = 0.5;

    private ApplyBenchmark() {}

    static void run(Swarm swarm, Path directory, Report report) throws Exception {
        Services services = new Services(swarm.image(), SERVICES);
        DockerLoop loop = new DockerLoop(directory, swarm, services);
        try (Berth berth = Swarm.connect(swarm.socket())) {
            Alternation alternation = Alternation.of(
                    WARM, ROUNDS, clean(swarm, loop::run), clean(swarm, () -> apply(berth, services.all(1))));
            report.add(Measurement.ratio("fresh apply of 100 services", TARGET, alternation));
        }
    }

    private static long apply(Berth berth, List<Edit> edits) {
        long begin = System.nanoTime();
        berth.scheduler().workloads().edit(edits, PlanOptions.DEFAULT).orThrow();
        return System.nanoTime() - begin;
    }

    /** Leaves nothing to the next round, records neither. */
    private static Timed clean(Swarm swarm, Timed timed) {
        return () -> {
            try {
                return timed.run();
            } finally {
                swarm.clean();
            }
        };
    }
}
