package dev.berth.scheduler.benchmarks.swarm;

import com.github.dockerjava.api.model.Task;
import dev.berth.scheduler.Feed;
import dev.berth.scheduler.benchmarks.cluster.Following;
import dev.berth.scheduler.benchmarks.harness.Heap;
import dev.berth.scheduler.benchmarks.harness.Measurement;
import dev.berth.scheduler.benchmarks.harness.Report;
import dev.berth.scheduler.benchmarks.harness.Samples;
import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.status.WatchEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a watch over 2,000 tasks keeps, beside a list of them in docker-java's models. */
final class WatchBenchmark {
    private static final int SERVICES = 20;
    private static final int REPLICAS = 100;
    private static final int ROUNDS = 5;
    private static final int LOOKS = 5;
    private static final Duration PAUSE = Duration.ofMillis(700);
    private static final double TARGET = 0.1;
    private static final double KIBIBYTE = 1024;

    private final Swarm swarm;
    private final Berth berth;

    private WatchBenchmark(Swarm swarm, Berth berth) {
        this.swarm = swarm;
        this.berth = berth;
    }

    static void run(Swarm swarm, Path directory, Report report) throws Exception {
        try (Berth berth = Swarm.connect(swarm.socket())) {
            Services services = new Services(swarm.image(), SERVICES);
            berth.scheduler()
                    .workloads()
                    .edit(services.ordinary(REPLICAS), PlanOptions.DEFAULT)
                    .orThrow();
            new WatchBenchmark(swarm, berth).heap(report);
            ChurnBenchmark.run(swarm, directory, berth, report);
        } finally {
            swarm.clean();
        }
    }

    private void heap(Report report) throws Exception {
        awaitTasks();
        List<Double> lists = new ArrayList<>();
        try (DockerModels models = new DockerModels(swarm.socket())) {
            list(models);
            for (int round = 0; round < ROUNDS; round++) {
                lists.add(list(models));
            }
        }
        List<Double> watches = new ArrayList<>();
        watch();
        for (int round = 0; round < ROUNDS; round++) {
            watches.addAll(watch().values());
        }
        Samples watch = new Samples(watches);
        double list = new Samples(lists).median();
        String detail = String.format(
                Locale.ROOT,
                "subject %.0f KiB (%.0f to %.0f), peer %.0f KiB, medians",
                watch.median(),
                watch.minimum(),
                watch.maximum(),
                list);
        report.add(new Measurement("heap of a watch over 2,000 tasks", watch.median() / list, "x", TARGET, detail));
    }

    /** Until the manager has made them all. */
    private void awaitTasks() throws InterruptedException {
        try (Feed<WatchEvent> feed = berth.scheduler().watch(Selector.all())) {
            Following following = new Following(feed);
            following.awaitInstances(SERVICES * REPLICAS);
        }
    }

    /** Looked at again and again, as some looks fall on a listing, which holds more for a moment. */
    private Samples watch() throws InterruptedException {
        long before = Heap.settled();
        List<Double> kept = new ArrayList<>();
        try (Feed<WatchEvent> feed = berth.scheduler().watch(Selector.all())) {
            Following following = new Following(feed);
            following.awaitSynced();
            for (int i = 0; i < LOOKS; i++) {
                following.rest(PAUSE);
                kept.add((Heap.used() - before) / KIBIBYTE);
            }
        }
        return new Samples(kept);
    }

    private static double list(DockerModels models) throws InterruptedException {
        long before = Heap.settled();
        List<Task> tasks = models.tasks();
        long after = Heap.used();
        if (tasks.size() < SERVICES * REPLICAS) {
            throw new IllegalStateException("docker-java listed " + tasks.size() + " tasks");
        }
        return (after - before) / KIBIBYTE;
    }
}
