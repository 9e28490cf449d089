package dev.berth.scheduler.swarm;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.swarm.WorkloadPicture.CronRun;
import dev.berth.scheduler.swarm.engine.ConfigObject;
import dev.berth.scheduler.swarm.engine.ServiceObject;
import dev.berth.scheduler.swarm.engine.TaskObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Sorts what was listed by the workloads it belongs to. What isn't this owner's is left out, and so is what bears our labels
 * under a name of its own: a copy that somebody made. Not thread-safe.
 */
final class Pictures {
    private final String owner;
    private final Map<WorkloadId, Parts> workloads = new TreeMap<>();

    Pictures(String owner) {
        this.owner = owner;
    }

    void add(ServiceObject service) {
        SwarmLabels.id(owner, service.labels()).ifPresent(id -> parts(id).add(service));
    }

    void add(ConfigObject config) {
        SwarmLabels.id(owner, config.labels()).ifPresent(id -> parts(id).add(config));
    }

    void add(TaskObject task) {
        SwarmLabels.id(owner, task.labels()).ifPresent(id -> parts(id).tasks.add(task));
    }

    Set<WorkloadId> ids() {
        return workloads.keySet();
    }

    /** One of nothing when nothing was added. */
    WorkloadPicture of(WorkloadId id) {
        return Optional.ofNullable(workloads.get(id))
                .orElseGet(() -> new Parts(id))
                .picture();
    }

    private Parts parts(WorkloadId id) {
        return workloads.computeIfAbsent(id, Parts::new);
    }

    private final class Parts {
        private final WorkloadId id;
        /** How the names of its objects begin. */
        private final String prefix;

        private @Nullable StoredRecord latest;
        private @Nullable ServiceObject service;
        private final List<ConfigObject> files = new ArrayList<>();
        private final Map<String, ConfigObject> entries = new HashMap<>();
        private final Map<String, ServiceObject> runs = new HashMap<>();
        private final List<TaskObject> tasks = new ArrayList<>();

        Parts(WorkloadId id) {
            this.id = id;
            this.prefix = SwarmNames.objects(owner, id);
        }

        void add(ServiceObject found) {
            if (found.name().equals(SwarmNames.service(id))) {
                service = found;
            } else {
                SwarmLabels.run(found.labels())
                        .filter(run -> found.name().equals(prefix + run))
                        .ifPresent(run -> runs.put(run, found));
            }
        }

        void add(ConfigObject config) {
            if (!config.name().startsWith(prefix)) {
                return;
            }
            Optional<StoredRecord> record = SwarmRecords.of(owner, config);
            if (record.isPresent()) {
                if (latest == null
                        || latest.key().generation() < record.get().key().generation()) {
                    latest = record.get();
                }
            } else {
                SwarmLabels.run(config.labels())
                        .ifPresentOrElse(run -> entries.put(run, config), () -> files.add(config));
            }
        }

        WorkloadPicture picture() {
            Set<String> names = new TreeSet<>(entries.keySet());
            names.addAll(runs.keySet());
            List<CronRun> all = names.stream()
                    .map(run ->
                            new CronRun(run, Optional.ofNullable(entries.get(run)), Optional.ofNullable(runs.get(run))))
                    .toList();
            return new WorkloadPicture(
                    id, Optional.ofNullable(latest), Optional.ofNullable(service), files, all, tasks);
        }
    }
}
