package dev.berth.scheduler.status;

import dev.berth.scheduler.spec.WorkloadId;

/**
 * Names one run of a BATCH, GLOBAL_BATCH or CRON; never used again for another.
 *
 * @param workload whose run it is
 * @param name of a batch the number of its revision; of a CRON the time of its tick in UTC, {@code 20261121t025400z}, so
 *     that a tick has one name whoever fires it
 */
public record RunId(WorkloadId workload, String name) implements Comparable<RunId> {
    @Override
    public int compareTo(RunId other) {
        int byWorkload = workload.compareTo(other.workload);
        return byWorkload != 0 ? byWorkload : name.compareTo(other.name);
    }

    /** {@code namespace/name/run}. */
    @Override
    public String toString() {
        return workload + "/" + name;
    }
}
