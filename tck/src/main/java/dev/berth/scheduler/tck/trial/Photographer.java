package dev.berth.scheduler.tck.trial;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Endpoint;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.tck.oracle.Oracle;
import dev.berth.scheduler.tck.oracle.Picture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes pictures of what a backend says, each of one moment. */
final class Photographer {
    /** How often in a row something has to be seen before it is believed: what comes and goes is on its way. */
    private static final int LOOKS = 4;

    private static final int TRIES = 5;

    private final Scheduler scheduler;
    private final Selector selector;
    private final Duration pause;
    private final History history;

    Photographer(Scheduler scheduler, Selector selector, Duration pause, History history) {
        this.scheduler = scheduler;
        this.selector = selector;
        this.pause = pause;
        this.history = history;
    }

    Duration pause() {
        return pause;
    }

    List<Node> nodes() {
        return scheduler.nodes().list();
    }

    /** What the oracle finds wrong in several pictures in a row. */
    List<String> confirmed(Oracle oracle) throws InterruptedException {
        Set<String> wrong = new HashSet<>(look(oracle));
        for (int i = 1; i < LOOKS && !wrong.isEmpty(); i++) {
            Pause.of(pause);
            wrong.retainAll(look(oracle));
        }
        return List.copyOf(wrong);
    }

    private List<String> look(Oracle oracle) {
        try {
            return take().map(oracle::judge).orElse(List.of());
        } catch (ContactException e) {
            history.add("oracle", "no picture: " + e);
            return List.of();
        }
    }

    /** A picture between two equal lists; empty when too much is going on. */
    Optional<Picture> take() {
        for (int i = 0; i < TRIES; i++) {
            List<Workload> before = scheduler.workloads().list(selector);
            List<Instance> instances = scheduler.workloads().instances(selector);
            Map<WorkloadId, List<Endpoint>> endpoints = endpoints(before);
            Map<WorkloadId, List<Run>> runs = runs(before);
            boolean still = new HashSet<>(scheduler.workloads().instances(selector)).equals(new HashSet<>(instances))
                    && runs(before).equals(runs)
                    && scheduler.workloads().list(selector).equals(before);
            if (still) {
                return Optional.of(new Picture(byId(before), instances, endpoints, runs, nodesById()));
            }
        }
        return Optional.empty();
    }

    private Map<WorkloadId, List<Endpoint>> endpoints(List<Workload> workloads) {
        Map<WorkloadId, List<Endpoint>> endpoints = new HashMap<>();
        for (Workload workload : workloads) {
            if (!workload.spec().main().ports().isEmpty()) {
                endpoints.put(
                        workload.id(), new ArrayList<>(scheduler.workloads().endpoints(workload.id())));
            }
        }
        return endpoints;
    }

    private Map<WorkloadId, List<Run>> runs(List<Workload> workloads) {
        Map<WorkloadId, List<Run>> runs = new HashMap<>();
        for (Workload workload : workloads) {
            switch (workload.mode()) {
                case BATCH, GLOBAL_BATCH, CRON ->
                    runs.put(workload.id(), scheduler.workloads().runs(workload.id()));
                case REPLICATED, GLOBAL -> {}
            }
        }
        return runs;
    }

    private static Map<WorkloadId, Workload> byId(List<Workload> workloads) {
        Map<WorkloadId, Workload> byId = new HashMap<>();
        workloads.forEach(workload -> byId.put(workload.id(), workload));
        return byId;
    }

    private Map<NodeId, Node> nodesById() {
        Map<NodeId, Node> byId = new HashMap<>();
        nodes().forEach(node -> byId.put(node.id(), node));
        return byId;
    }
}
