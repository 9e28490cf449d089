package dev.berth.scheduler.benchmarks.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.scheduler.Feed;
import dev.berth.scheduler.benchmarks.cluster.Following;
import dev.berth.scheduler.benchmarks.harness.Alternation;
import dev.berth.scheduler.benchmarks.harness.Measurement;
import dev.berth.scheduler.benchmarks.harness.Report;
import dev.berth.scheduler.benchmarks.harness.Samples;
import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.WatchEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a watch over 10,000 running pods keeps and how soon it knows them, beside fabric8's informer. */
final class WatchBenchmark {
    private static final int EACH = 100;
    private static final int PODS = Step.HUNDRED * EACH;
    private static final int NODES = 5;
    private static final int WARM = 1;
    private static final int ROUNDS = 5;
    private static final int HEAPS = 3;
    private static final double HEAP = 0.05;
    private static final double KIBIBYTE = 1024;

    private final Path root;
    private final Cluster cluster;
    private final Report report;

    private WatchBenchmark(Path root, Cluster cluster, Report report) {
        this.root = root;
        this.cluster = cluster;
        this.report = report;
    }

    static void run(Path root, Cluster cluster, Api api, Ground ground, Report report) throws Exception {
        Workloads workloads = new Workloads(cluster.image(), Step.HUNDRED);
        StandInNodes nodes = new StandInNodes(new Api(cluster), NODES);
        try {
            try (Berth berth = cluster.connect()) {
                long unused = Peers.apply(berth, workloads.all(0), Step.HUNDRED);
            }
            List<JsonNode> replicaSets = ground.await(Ground.apps("replicasets"), Step.HUNDRED);
            new RunningPods(api, NODES).make(replicaSets, EACH);
            WatchBenchmark benchmark = new WatchBenchmark(root, cluster, report);
            benchmark.verify();
            benchmark.time();
            benchmark.heap();
        } finally {
            ground.clean();
            nodes.remove();
        }
    }

    /** What is measured is what is meant: all run. */
    private void verify() {
        try (Berth berth = cluster.connect()) {
            long running = berth.scheduler().workloads().instances(Selector.all()).stream()
                    .filter(instance -> instance.state() == InstanceState.RUNNING)
                    .count();
            if (running != PODS) {
                throw new IllegalStateException(running + " instances run, not " + PODS);
            }
        }
    }

    private void time() throws Exception {
        Alternation alternation = Alternation.of(WARM, ROUNDS, this::informed, this::watched);
        report.add(Measurement.ratio("first SYNCED of a watch over 10,000 pods", 1, alternation));
    }

    private long informed() {
        try (Informer informer = new Informer(cluster, Workloads.NAMESPACE)) {
            long begin = System.nanoTime();
            informer.sync(PODS);
            return System.nanoTime() - begin;
        }
    }

    private long watched() throws InterruptedException {
        try (Berth berth = cluster.connect()) {
            long begin = System.nanoTime();
            try (Feed<WatchEvent> feed = berth.scheduler().watch(Selector.all())) {
                new Following(feed).awaitSynced();
                return System.nanoTime() - begin;
            }
        }
    }

    /** Each in a virtual machine of its own. */
    private void heap() throws Exception {
        List<Double> peers = new ArrayList<>();
        List<Double> subjects = new ArrayList<>();
        for (int round = 0; round < HEAPS; round++) {
            peers.add(HeldHeap.of(HeldHeap.INFORMER, root, PODS) / KIBIBYTE);
            subjects.add(HeldHeap.of(HeldHeap.WATCH, root, PODS) / KIBIBYTE);
        }
        Samples peer = new Samples(peers);
        Samples subject = new Samples(subjects);
        String detail = String.format(
                Locale.ROOT,
                "subject %.0f KiB (%.0f to %.0f), peer %.0f KiB, medians",
                subject.median(),
                subject.minimum(),
                subject.maximum(),
                peer.median());
        report.add(new Measurement(
                "heap of a watch over 10,000 pods", subject.median() / peer.median(), "x", HEAP, detail));
    }
}
