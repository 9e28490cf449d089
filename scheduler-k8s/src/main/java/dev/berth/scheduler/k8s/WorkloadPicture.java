package dev.berth.scheduler.k8s;

import dev.berth.scheduler.k8s.api.ConfigMapObject;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.RecordHeader;
import dev.berth.scheduler.spi.StoredRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a cluster holds of one workload, as it was listed; those that are being deleted are among it.
 *
 * @param latest the record of the highest generation
 * @param record the same with its content, where that was listed
 * @param workloads what its pods are made from: more than one while its mode changes, or a batch's revision
 * @param companions Services with its discovery names, of which only one stays, and its budget
 * @param files with their content, where that was listed
 * @param runs Jobs of a CRON, in the order of their names
 * @param pods of all these, and those that outlive them
 * @param gone pods whose end their Job counted, as they were before they went
 * @param foreign an object under the workload's name that isn't ours
 */
record WorkloadPicture(
        WorkloadId id,
        Optional<RecordHeader> latest,
        Optional<StoredRecord> record,
        List<ServerObject> workloads,
        List<ServerObject> companions,
        List<ConfigMapObject> files,
        List<ServerObject> runs,
        List<PodObject> pods,
        List<PodObject> gone,
        Optional<ServerObject> foreign) {
    private static final Comparator<ServerObject> BY_GENERATION = Comparator.comparing(object ->
            KubernetesLabels.generation(object.metadata().annotations()).orElse(0L));

    WorkloadPicture {
        workloads = List.copyOf(workloads);
        companions = List.copyOf(companions);
        files = List.copyOf(files);
        runs = List.copyOf(runs);
        pods = List.copyOf(pods);
        gone = List.copyOf(gone);
    }

    /** The one that stays, of the latest edit that made one. */
    Optional<ServerObject> workload() {
        return workloads.stream()
                .filter(object -> !object.metadata().isDeleting())
                .max(BY_GENERATION);
    }

    /** One that stays until its pods are gone, where none stays for good. */
    Optional<ServerObject> departing() {
        return workloads.stream().max(BY_GENERATION);
    }

    /** What runs are made of: those of a batch and those of a CRON. */
    Stream<ServerObject> jobs() {
        return Stream.concat(workloads.stream(), runs.stream()).filter(object -> object.kind() == ObjectKind.JOB);
    }
}
