package dev.berth.scheduler.benchmarks.swarm;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.benchmarks.cluster.Following;
import dev.berth.scheduler.benchmarks.harness.Measurement;
import dev.berth.scheduler.benchmarks.harness.Report;
import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.status.WatchEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How often a watch lists while another client scales services up and down without a pause. */
final class ChurnBenchmark {
    private static final Duration CHURN = Duration.ofSeconds(20);
    private static final Duration BEGINNING = Duration.ofSeconds(3);
    private static final int FEWER = 90;
    private static final int MORE = 100;
    private static final int SERVICES = 10;
    private static final double NANOSECONDS = 1e9;

    private ChurnBenchmark() {}

    /** Measures; {@code other} is the client that scales, past the proxy. */
    static void run(Swarm swarm, Path directory, Berth other, Report report) throws Exception {
        try (RecordingProxy proxy = new RecordingProxy(directory.resolve("watch.sock"), swarm.socket());
                Berth berth = Swarm.connect(proxy.socket());
                Feed<WatchEvent> feed = berth.scheduler().watch(Selector.all())) {
            Following following = new Following(feed);
            following.awaitSynced();
            // All is listed once more when the stream of events begins, and a lease beside the configs.
            following.rest(BEGINNING);
            proxy.forget();
            int edits = churn(other);
            report(proxy.requests(), edits, report);
        }
    }

    private static int churn(Berth other) {
        long end = System.nanoTime() + CHURN.toNanos();
        int edits = 0;
        while (System.nanoTime() < end) {
            int replicas = edits / SERVICES % 2 == 0 ? FEWER : MORE;
            other.scheduler()
                    .workloads()
                    .edit(Edit.scale(Services.id(edits % SERVICES), replicas))
                    .orThrow();
            edits++;
        }
        return edits;
    }

    private static void report(List<Request> requests, int edits, Report report) {
        Map<String, Double> rates = new TreeMap<>();
        byKind(requests).forEach((what, times) -> rates.put(what, perSecond(times)));
        rates.forEach((what, rate) -> report.add(new Measurement(
                "watch under churn: " + what + " per second",
                rate,
                "",
                1,
                String.format(Locale.ROOT, "%d edits in %d s", edits, CHURN.toSeconds()))));
    }

    private static Map<String, List<Long>> byKind(List<Request> requests) {
        Map<String, List<Long>> times = new TreeMap<>();
        requests.forEach(request ->
                times.computeIfAbsent(request.what(), what -> new ArrayList<>()).add(request.at()));
        return times;
    }

    private static double perSecond(List<Long> times) {
        double seconds = (times.get(times.size() - 1) - times.get(0)) / NANOSECONDS;
        return times.size() < 2 ? 0 : (times.size() - 1) / seconds;
    }
}
