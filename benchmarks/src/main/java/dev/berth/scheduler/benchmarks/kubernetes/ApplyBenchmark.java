package dev.berth.scheduler.benchmarks.kubernetes;

import dev.berth.scheduler.benchmarks.harness.Alternation;
import dev.berth.scheduler.benchmarks.harness.Measurement;
import dev.berth.scheduler.benchmarks.harness.Report;
import dev.berth.scheduler.core.Berth;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A hundred workloads, applied by Berth and by kubectl: what is asked, and how long it takes. */
final class ApplyBenchmark {
    private static final int WARM = 1;
    private static final int ROUNDS = 5;

    private final Cluster cluster;
    private final Ground ground;
    private final Workloads workloads;
    private final KubectlApply kubectl;
    private final Report report;

    ApplyBenchmark(Cluster cluster, Ground ground, Workloads workloads, KubectlApply kubectl, Report report) {
        this.cluster = cluster;
        this.ground = ground;
        this.workloads = workloads;
        this.kubectl = kubectl;
        this.report = report;
    }

    /** Each step by a client that begins with it. What kubectl knows of a server it was told before. */
    void count() throws Exception {
        try (CountingProxy proxy = new CountingProxy(cluster)) {
            URI address = proxy.address();
            List<Step> steps = List.of(Step.values());
            for (Step step : steps) {
                try (Berth berth = Cluster.connect(address)) {
                    long unused = Peers.apply(berth, workloads.edits(step), step.changed());
                }
                List<ApiCall> calls = proxy.take();
                report.add(new Measurement(
                        step.words() + ": requests", calls.size(), "", step.requests(), ApiCall.byKind(calls)));
            }
            ground.clean();
            // As another server may have answered at this address.
            long first = kubectl.run(Step.FRESH, address);
            ground.clean();
            List<ApiCall> discovery = proxy.take();
            for (Step step : steps) {
                long unused = kubectl.run(step, address);
                List<ApiCall> calls = proxy.take();
                report.add(Measurement.shown(
                        step.words() + ": kubectl's requests", calls.size(), "", ApiCall.byKind(calls)));
            }
            ground.clean();
            if (first <= 0 || discovery.isEmpty()) {
                throw new IllegalStateException("kubectl asked nothing");
            }
        }
    }

    /** Both without the proxy, all steps of one side before those of the other. */
    void time() throws Exception {
        Map<Step, List<Long>> peer = new EnumMap<>(Step.class);
        Map<Step, List<Long>> subject = new EnumMap<>(Step.class);
        try (Berth berth = cluster.connect()) {
            for (int round = -WARM; round < ROUNDS; round++) {
                Side berths = step -> Peers.apply(berth, workloads.edits(step), step.changed());
                boolean peerFirst = round % 2 == 0;
                Map<Step, Long> first = times(peerFirst ? kubectl::run : berths);
                Map<Step, Long> second = times(peerFirst ? berths : kubectl::run);
                if (round >= 0) {
                    add(peerFirst ? first : second, peer);
                    add(peerFirst ? second : first, subject);
                }
            }
        }
        peer.forEach((step, times) -> report.add(Measurement.ratio(
                step.words() + ": time",
                step.share(),
                Alternation.ofNanoseconds(times, subject.getOrDefault(step, List.of())))));
    }

    private Map<Step, Long> times(Side side) throws Exception {
        Map<Step, Long> times = new EnumMap<>(Step.class);
        try {
            for (Step step : Step.values()) {
                times.put(step, side.run(step));
            }
        } finally {
            ground.clean();
        }
        return times;
    }

    private static void add(Map<Step, Long> times, Map<Step, List<Long>> all) {
        times.forEach((step, time) ->
                all.computeIfAbsent(step, key -> new ArrayList<>()).add(time));
    }

    private interface Side {
        long run(Step step) throws Exception;
    }
}
