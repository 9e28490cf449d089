package dev.berth.scheduler.tck.trial;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.WatchEvent;
import dev.berth.scheduler.status.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The state that a watch tells, and a place to wait for it to become what is expected. Thread-safe. */
final class Observed {
    private final Map<WorkloadId, Workload> workloads = new HashMap<>();
    private final Map<InstanceId, Instance> instances = new HashMap<>();
    private final List<Instance> ended = new ArrayList<>();
    private final Map<RunId, Run> runs = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private boolean synced;
    private int resyncs;

    synchronized void take(WatchEvent event) {
        switch (event.kind()) {
            case CHANGED -> {
                Workload workload = ((WatchEvent.Changed) event).workload();
                workloads.put(workload.id(), workload);
            }
            case INSTANCE_CHANGED -> {
                Instance instance = ((WatchEvent.InstanceChanged) event).instance();
                instances.put(instance.id(), instance);
            }
            case INSTANCE_ENDED -> {
                Instance instance = ((WatchEvent.InstanceEnded) event).instance();
                instances.remove(instance.id());
                ended.add(instance);
            }
            case REMOVED -> {
                WorkloadId id = ((WatchEvent.Removed) event).id();
                workloads.remove(id);
                instances.keySet().removeIf(instance -> instance.workload().equals(id));
                runs.keySet().removeIf(run -> run.workload().equals(id));
            }
            case RUN_CHANGED -> {
                Run run = ((WatchEvent.RunChanged) event).run();
                runs.put(run.id(), run);
            }
            case SYNCED -> {
                synced = true;
                resyncs += ((WatchEvent.Synced) event).again() ? 1 : 0;
            }
        }
        notifyAll();
    }

    synchronized void violated(List<String> wrong) {
        violations.addAll(wrong);
        notifyAll();
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    synchronized boolean isSynced() {
        return synced;
    }

    synchronized int resyncs() {
        return resyncs;
    }

    synchronized View view() {
        return new View(workloads, instances, ended, runs);
    }

    /**
     * Waits until {@code condition} holds; it is asked again after everything that is told.
     *
     * @return whether it does; false when the limit has passed or the oracle found something
     */
    synchronized boolean await(Predicate<View> condition, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (violations.isEmpty()) {
            if (condition.test(view())) {
                return true;
            }
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return false;
    }
}
