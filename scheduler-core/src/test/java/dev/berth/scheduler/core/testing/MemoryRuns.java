package dev.berth.scheduler.core.testing;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.RunStart;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.Termination;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The runs in memory. Used under the backend's lock. */
final class MemoryRuns {
    private final Map<RunId, Run> runs = new TreeMap<>();
    private final Map<WorkloadId, Instant> fired = new TreeMap<>();
    private Optional<Run.State> end = Optional.empty();

    void put(Run run) {
        runs.put(run.id(), run);
    }

    void endAs(Run.State state) {
        end = Optional.of(state);
    }

    Collection<Run> all() {
        return List.copyOf(runs.values());
    }

    Set<RunId> ids() {
        return Set.copyOf(runs.keySet());
    }

    void begin(WorkloadId id) {
        end.ifPresent(state -> put(Run.builder(new RunId(id, "1"), 1, state)
                .attempts(List.of(new Run.Attempt(new InstanceId(id, "1-0"), Termination.exited(3, Optional.empty()))))
                .build()));
    }

    boolean start(RunStart start) {
        Instant newest = fired.getOrDefault(start.id().workload(), Instant.MIN);
        if (!start.tick().isAfter(newest)) {
            return false;
        }
        fired.put(start.id().workload(), start.tick());
        Run.State state = start.outcome() == Run.State.PENDING ? Run.State.RUNNING : start.outcome();
        put(Run.builder(start.id(), start.revision(), state)
                .scheduledAt(start.tick())
                .reason(start.reason(), start.message())
                .build());
        return true;
    }

    void cancel(RunId id) {
        Run run = Objects.requireNonNull(runs.get(id));
        put(Run.builder(id, run.revision(), Run.State.CANCELLED)
                .scheduledAt(run.scheduledAt().orElseThrow())
                .build());
    }

    void forget(RunId id) {
        runs.remove(id);
    }

    void forget(WorkloadId id) {
        runs.keySet().removeIf(run -> run.workload().equals(id));
    }
}
