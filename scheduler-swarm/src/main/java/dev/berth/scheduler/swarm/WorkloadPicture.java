package dev.berth.scheduler.swarm;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.swarm.engine.ConfigObject;
import dev.berth.scheduler.swarm.engine.ServiceObject;
import dev.berth.scheduler.swarm.engine.TaskObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a swarm holds of one workload, as it was listed.
 *
 * @param latest the record of the highest generation
 * @param service under the workload's name, whoever made it
 * @param configs with the content of files
 * @param runs of a CRON, oldest first
 * @param tasks of the service and of runs, and those that outlive their service
 */
record WorkloadPicture(
        WorkloadId id,
        Optional<StoredRecord> latest,
        Optional<ServiceObject> service,
        List<ConfigObject> configs,
        List<CronRun> runs,
        List<TaskObject> tasks) {
    WorkloadPicture {
        configs = List.copyOf(configs);
        runs = List.copyOf(runs);
        tasks = List.copyOf(tasks);
    }

    WorkloadPicture withService(Optional<ServiceObject> found) {
        return new WorkloadPicture(id, latest, found, configs, runs, tasks);
    }

    /**
     * A run of a CRON. One that is to run gets a service and then an entry, one that is only written down an entry alone.
     *
     * @param name of the run
     * @param entry what was written down of it
     * @param service that runs it
     */
    record CronRun(String name, Optional<ConfigObject> entry, Optional<ServiceObject> service) {
        /** Those that both have; which run it is, say either. */
        Map<String, String> labels() {
            return entry.map(ConfigObject::labels)
                    .or(() -> service.map(ServiceObject::labels))
                    .orElse(Map.of());
        }

        /** Whether somebody asked it to end. */
        boolean isCancelled() {
            return Stream.of(entry.map(ConfigObject::labels), service.map(ServiceObject::labels))
                    .flatMap(Optional::stream)
                    .anyMatch(labels -> labels.containsKey(SwarmLabels.CANCELLED));
        }
    }
}
