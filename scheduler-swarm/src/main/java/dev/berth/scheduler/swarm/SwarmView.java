package dev.berth.scheduler.swarm;

import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Lease;
import dev.berth.scheduler.swarm.engine.ConfigObject;
import dev.berth.scheduler.swarm.engine.EngineEvent;
import dev.berth.scheduler.swarm.engine.ServiceObject;
import dev.berth.scheduler.swarm.engine.TaskObject;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was listed last. Each kind of object is listed anew only after an event that speaks of it, tasks every time: there are
 * no events for them. Of one thread.
 */
final class SwarmView {
    private final SwarmClient client;
    private final SwarmReader reader;
    private final SwarmLeases leases;
    private final Selector selector;
    private final EnumSet<Kind> stale = EnumSet.allOf(Kind.class);
    private SwarmNodes nodes = SwarmNodes.none();
    private List<ServiceObject> services = List.of();
    private List<ConfigObject> configs = List.of();
    private List<TaskObject> tasks = List.of();
    private long controlledUntil = System.nanoTime();

    SwarmView(SwarmClient client, SwarmReader reader, SwarmLeases leases, Selector selector) {
        this.client = client;
        this.reader = reader;
        this.leases = leases;
        this.selector = selector;
    }

    /** What can be out of date. */
    private enum Kind {
        NODES,
        SERVICES,
        CONFIGS,
        LEASE
    }

    /** Notes what is to be listed anew. */
    void note(EngineEvent event) {
        switch (event.type()) {
            case "node" -> stale.add(Kind.NODES);
            case "service" -> stale.add(Kind.SERVICES);
            case "config" -> {
                // Of those that stay only labels can change: of a lease, or of the entry of a run.
                stale.add(event.action().equals("update") ? Kind.LEASE : Kind.CONFIGS);
            }
            default -> {}
        }
    }

    void noteAll() {
        Collections.addAll(stale, Kind.values());
    }

    /**
     * One request for tasks, and one for each kind that is out of date: five at the most, six where runs of a CRON lack a
     * service.
     */
    void refresh(Call call) {
        EnumSet<Kind> now = stale.clone();
        stale.clear();
        // Tasks before services: a service that is seen with none of its tasks is only new, never over.
        tasks = reader.tasks(call);
        for (Kind kind : now) {
            switch (kind) {
                case NODES -> nodes = new SwarmNodes(client.nodes(call));
                case SERVICES -> services = reader.services(selector, call);
                case CONFIGS -> configs = reader.configs(selector, call);
                case LEASE ->
                    controlledUntil = System.nanoTime()
                            + leases.left(Lease.CONTROLLER, call).toNanos();
            }
        }
        if (now.contains(Kind.CONFIGS) || now.contains(Kind.SERVICES)) {
            catchUp(call);
        }
    }

    /** A service was created before the entry of its run, so one listed after that is seen unless it was removed. */
    private void catchUp(Call call) {
        Set<List<String>> running =
                services.stream().map(service -> run(service.labels())).collect(Collectors.toSet());
        if (configs.stream()
                .filter(SwarmTicks::isOfService)
                .anyMatch(entry -> !running.contains(run(entry.labels())))) {
            services = reader.services(selector, call);
        }
    }

    /** Which run of which workload. */
    private static List<String> run(Map<String, String> labels) {
        return Stream.of(SwarmLabels.NAMESPACE, SwarmLabels.NAME, SwarmLabels.RUN)
                .map(key -> labels.getOrDefault(key, ""))
                .toList();
    }

    /** Lets the tasks go until the next look: what was told of them is all that is kept meanwhile. */
    void release() {
        tasks = List.of();
    }

    boolean isControlled() {
        return System.nanoTime() - controlledUntil < 0;
    }

    SwarmNodes nodes() {
        return nodes;
    }

    List<TaskObject> tasks() {
        return tasks;
    }

    /** Those that may be meant, in the order of their ids. */
    List<WorkloadPicture> workloads() {
        Pictures pictures = reader.pictures();
        services.forEach(pictures::add);
        configs.forEach(pictures::add);
        tasks.forEach(pictures::add);
        return pictures.ids().stream()
                .filter(selector::couldMatch)
                .map(pictures::of)
                .toList();
    }
}
