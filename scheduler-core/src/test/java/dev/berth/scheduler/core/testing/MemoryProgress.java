package dev.berth.scheduler.core.testing;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Progress;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How far each version is, as tests say. Used under the backend's lock. */
final class MemoryProgress {
    private final Map<WorkloadId, TreeMap<Long, Progress>> told = new TreeMap<>();

    void from(WorkloadId id, long generation, Progress made) {
        told.computeIfAbsent(id, key -> new TreeMap<>()).put(generation, made);
    }

    Optional<Progress> of(WorkloadId id, long generation) {
        return Optional.ofNullable(told.getOrDefault(id, new TreeMap<>()).floorEntry(generation))
                .map(Map.Entry::getValue);
    }
}
