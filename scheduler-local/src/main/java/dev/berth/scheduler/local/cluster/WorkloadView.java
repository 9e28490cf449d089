package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.spi.StoredRecord;
import java.util.List;
import java.util.Optional;

/**
 * A workload as it is at one moment.
 *
 * @param latest the record of the highest generation
 * @param object the native object, one on its way out too
 * @param progress how far the instances are with the object
 * @param matching how many nodes an instance is wanted on, of a workload that has one on each
 * @param instances in the order of their indexes
 * @param runs by name
 */
public record WorkloadView(
        WorkloadId id,
        Optional<StoredRecord> latest,
        Optional<ObjectRow> object,
        Progress progress,
        int matching,
        List<InstanceView> instances,
        List<RunView> runs) {
    public WorkloadView {
        instances = List.copyOf(instances);
        runs = List.copyOf(runs);
    }

    /** Whether anything at all is there. */
    public boolean exists() {
        return latest.isPresent() || object.isPresent() || !instances.isEmpty();
    }
}
