package dev.berth.scheduler.core;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Version;
import dev.berth.scheduler.status.WatchEvent;
import dev.berth.scheduler.status.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Waits for what was applied to come true, judged at the versions applied and never by an older state. */
public final class Await {
    private Await() {}

    /**
     * Waits until every workload applied has settled: STABLE, COMPLETED, FAILED, CANCELLED or PAUSED at its version or a newer one,
     * or gone if it was removed. One whose rollout failed and was rolled back is STABLE too: at a later revision than the one
     * applied, with the condition ROLLED_BACK.
     *
     * @return the workloads as they settled, by id; removed ones are left out
     * @throws ContactException TIMEOUT when {@code limit} passes first; the message says what is missing
     */
    public static Map<WorkloadId, Workload> settled(Scheduler scheduler, Applied applied, Duration limit)
            throws InterruptedException {
        Waiting waiting = new Waiting(applied);
        long end = System.nanoTime() + limit.toNanos();
        try (Feed<WatchEvent> feed = scheduler.watch(Selector.of(waiting.expected.keySet()))) {
            while (!waiting.isOver()) {
                long left = end - System.nanoTime();
                Optional<WatchEvent> event = left <= 0 ? Optional.empty() : feed.poll(Duration.ofNanos(left));
                if (event.isEmpty() && (left <= 0 || feed.ended())) {
                    throw ContactException.timeout(waiting.missing(limit), Effect.NONE);
                }
                event.ifPresent(waiting::take);
            }
        }
        return waiting.settled;
    }

    private static final class Waiting {
        private final Map<WorkloadId, Applied.Item> expected = new TreeMap<>();
        private final Map<WorkloadId, Workload> last = new HashMap<>();
        private final Map<WorkloadId, Workload> settled = new TreeMap<>();

        Waiting(Applied applied) {
            applied.items().stream()
                    .filter(item -> item.version().isPresent())
                    .forEach(item -> expected.put(item.id(), item));
        }

        boolean isOver() {
            return expected.isEmpty();
        }

        void take(WatchEvent event) {
            switch (event.kind()) {
                case CHANGED -> changed(((WatchEvent.Changed) event).workload());
                case REMOVED -> removed(((WatchEvent.Removed) event).id());
                case SYNCED ->
                    expected.values().stream()
                            .filter(item -> isRemoval(item) && !last.containsKey(item.id()))
                            .map(Applied.Item::id)
                            .toList()
                            .forEach(this::removed);
                case INSTANCE_CHANGED, INSTANCE_ENDED, RUN_CHANGED -> {}
            }
        }

        private void changed(Workload workload) {
            Applied.Item item = expected.get(workload.id());
            if (item == null) {
                return;
            }
            last.put(workload.id(), workload);
            if (isRemoval(item) && isAnotherLife(workload, item)) {
                removed(workload.id());
                return;
            }
            boolean reached = item.version()
                    .map(Version::generation)
                    .filter(wanted -> workload.status().observed().generation() >= wanted)
                    .isPresent();
            if (reached && !isRemoval(item) && isSettled(workload.status().phase())) {
                expected.remove(workload.id());
                settled.put(workload.id(), workload);
            }
        }

        private void removed(WorkloadId id) {
            expected.remove(id);
        }

        private static boolean isAnotherLife(Workload workload, Applied.Item item) {
            return item.version()
                    .filter(version ->
                            !version.incarnation().equals(workload.version().incarnation()))
                    .isPresent();
        }

        private static boolean isRemoval(Applied.Item item) {
            return item.action() == Change.Action.REMOVE;
        }

        private static boolean isSettled(Phase phase) {
            return switch (phase) {
                case STABLE, COMPLETED, FAILED, CANCELLED, PAUSED -> true;
                case PENDING, PROGRESSING, DEGRADED, REMOVING, UNKNOWN -> false;
            };
        }

        String missing(Duration limit) {
            List<String> parts = new ArrayList<>();
            expected.keySet().forEach(id -> parts.add(id + " " + state(id)));
            return "after " + limit.toSeconds() + " s still waiting for " + String.join("; ", parts);
        }

        private String state(WorkloadId id) {
            Workload workload = last.get(id);
            if (workload == null) {
                return "(nothing heard of it)";
            }
            return "(" + workload.status().phase() + ", " + workload.status().ready() + " of "
                    + workload.status().desired() + " ready"
                    + workload.status().explanation().map(why -> "; " + why).orElse("")
                    + workload.status().conditions().stream()
                            .map(condition -> "; " + condition.reason() + ": " + condition.message())
                            .collect(Collectors.joining())
                    + ")";
        }
    }
}
