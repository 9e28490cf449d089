package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.store.StoreException;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.InstanceId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What changed since it was told last. It is told once for each turn of the loop, each thing in its last state, made once
 * for all who watch: fifty instances that start within a turn cost one view of their workload, not fifty. Of the loop
 * only.
 */
final class Changes {
    private static final Logger LOGGER = LoggerFactory.getLogger(Changes.class);

    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final Set<WorkloadId> workloads = new LinkedHashSet<>();
    private final Set<InstanceId> instances = new LinkedHashSet<>();
    private final Set<String> nodes = new LinkedHashSet<>();
    private final List<InstanceView> ends = new ArrayList<>();

    void add(Subscription subscription) {
        subscriptions.add(subscription);
    }

    /** On any thread. */
    void remove(Subscription subscription) {
        subscriptions.remove(subscription);
    }

    void workload(WorkloadId id) {
        workloads.add(id);
    }

    void instance(InstanceId id) {
        instances.add(id);
    }

    void node(String name) {
        nodes.add(name);
    }

    void ended(InstanceView last) {
        instances.remove(last.row().id());
        ends.add(last);
    }

    /** Tells what changed. When it can't be read, all are told to look anew: they then learn why. */
    void publish(Views views) {
        if (!subscriptions.isEmpty() && hasNews()) {
            try {
                News news = new News(
                        List.copyOf(ends),
                        views.instances(instances),
                        views.workloads(
                                workloads.stream().filter(this::isWanted).toList()),
                        nodes.stream()
                                .flatMap(name -> views.node(name).stream())
                                .toList(),
                        false,
                        false);
                subscriptions.forEach(subscription -> subscription.tell(news));
            } catch (StoreException e) {
                LOGGER.warn("changes can't be told: {}", e.getMessage());
                subscriptions.forEach(Subscription::missed);
            }
        }
        workloads.clear();
        instances.clear();
        nodes.clear();
        ends.clear();
    }

    private boolean hasNews() {
        return !(workloads.isEmpty() && instances.isEmpty() && nodes.isEmpty() && ends.isEmpty());
    }

    private boolean isWanted(WorkloadId id) {
        return subscriptions.stream().anyMatch(subscription -> subscription.wants(id));
    }

    /** Tells all that nothing will come any more. */
    void close() {
        subscriptions.forEach(Subscription::end);
    }
}
