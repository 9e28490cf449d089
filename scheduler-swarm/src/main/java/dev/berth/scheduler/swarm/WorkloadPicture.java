package dev.berth.scheduler.swarm;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.swarm.engine.ConfigObject;
import dev.berth.scheduler.swarm.engine.ServiceObject;
import dev.berth.scheduler.swarm.engine.TaskObject;
import java.util.List;
import java.util.Optional;

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
        List<RunEntry> runs,
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
     * A run of a CRON.
     *
     * @param entry what was written down of it: that is its claim
     * @param service that runs it; empty when it doesn't run, or isn't made yet
     */
    record RunEntry(ConfigObject entry, Optional<ServiceObject> service) {}
}
