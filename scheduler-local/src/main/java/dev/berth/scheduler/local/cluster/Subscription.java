package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.InstanceId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What one watcher hasn't looked at yet: the last state of each thing that changed, and of instances that ended. Memory
 * is bounded by what exists and {@link #MOST_GONE}; past that the watcher is told to look at everything anew.
 * Thread-safe.
 */
public final class Subscription implements AutoCloseable {
    /** How many ends, and how many workloads that are gone, are kept for a watcher that doesn't come. */
    static final int MOST_GONE = 256;

    private final Changes changes;
    private final Predicate<WorkloadId> wanted;
    private final Deque<InstanceView> ends = new ArrayDeque<>();
    private final Map<InstanceId, InstanceView> instances = new LinkedHashMap<>();
    private final Map<WorkloadId, WorkloadView> workloads = new LinkedHashMap<>();
    private final Map<String, NodeView> nodes = new LinkedHashMap<>();
    private boolean overflowed;
    private boolean woken;
    private boolean over;

    Subscription(Changes changes, Predicate<WorkloadId> wanted) {
        this.changes = changes;
        this.wanted = wanted;
    }

    boolean wants(WorkloadId id) {
        return wanted.test(id);
    }

    synchronized void tell(News news) {
        news.ends().stream().filter(view -> wants(view.row().id().workload())).forEach(this::ended);
        news.instances().stream()
                .filter(view -> wants(view.row().id().workload()))
                .forEach(view -> instances.put(view.row().id(), view));
        news.workloads().stream().filter(view -> wants(view.id())).forEach(view -> workloads.put(view.id(), view));
        news.nodes().forEach(view -> nodes.put(view.settings().name(), view));
        if (workloads.size() > MOST_GONE
                && workloads.values().stream().filter(view -> !view.exists()).count() > MOST_GONE) {
            overflowed = true;
            workloads.values().removeIf(view -> !view.exists());
        }
        if (hasNews()) {
            notifyAll();
        }
    }

    /** They have been looked at: what is to be told of them is what becomes of them from now on. */
    synchronized void seen(Collection<WorkloadId> ids) {
        Set<WorkloadId> all = Set.copyOf(ids);
        workloads.keySet().removeAll(all);
        instances.keySet().removeIf(instance -> all.contains(instance.workload()));
    }

    private void ended(InstanceView last) {
        instances.remove(last.row().id());
        ends.addLast(last);
        if (ends.size() > MOST_GONE) {
            ends.removeFirst();
            overflowed = true;
        }
    }

    /** Something changed that can't be told. */
    synchronized void missed() {
        overflowed = true;
        notifyAll();
    }

    /** Ends a wait of {@link #take}, now or the next. */
    public synchronized void wake() {
        woken = true;
        notifyAll();
    }

    synchronized void end() {
        over = true;
        notifyAll();
    }

    /** Waits for news; they are empty when it was woken, or the time is over. */
    public synchronized News take(long milliseconds) throws InterruptedException {
        long end = System.nanoTime() + milliseconds * 1_000_000L;
        long left = milliseconds;
        while (!woken && !over && !hasNews() && left > 0) {
            wait(left);
            // Rounded up: a wait of less than a millisecond would be none, again and again until the end.
            left = (end - System.nanoTime() + 999_999L) / 1_000_000L;
        }
        woken = false;
        News news = new News(
                new ArrayList<>(ends),
                List.copyOf(instances.values()),
                List.copyOf(workloads.values()),
                List.copyOf(nodes.values()),
                overflowed,
                over);
        ends.clear();
        instances.clear();
        workloads.clear();
        nodes.clear();
        overflowed = false;
        return news;
    }

    private boolean hasNews() {
        return overflowed || !(ends.isEmpty() && instances.isEmpty() && workloads.isEmpty() && nodes.isEmpty());
    }

    @Override
    public void close() {
        changes.remove(this);
    }
}
