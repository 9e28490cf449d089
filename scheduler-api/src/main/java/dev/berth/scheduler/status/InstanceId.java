package dev.berth.scheduler.status;

import dev.berth.scheduler.spec.WorkloadId;
import org.jspecify.annotations.Nullable;

/**
 * Names one placed copy of a workload; never used again for another (rule IDN-2).
 *
 * @param workload whose copy it is
 * @param uid unique within the workload, over all its lives
 */
public record InstanceId(WorkloadId workload, String uid) implements Comparable<InstanceId> {
    /** Reads {@code namespace/name/uid}. */
    public static InstanceId parse(String text) {
        int slash = text.lastIndexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("an instance id is namespace/name/uid, not '" + text + "'");
        }
        return new InstanceId(WorkloadId.parse(text.substring(0, slash)), text.substring(slash + 1));
    }

    @Override
    public int compareTo(InstanceId other) {
        int byWorkload = workload.compareTo(other.workload);
        return byWorkload != 0 ? byWorkload : uid.compareTo(other.uid);
    }

    @Override
    public String toString() {
        return workload + "/" + uid;
    }

    /** Written out, like {@link #hashCode}: what a record makes by itself takes a short command 20 ms to link. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof InstanceId id && uid.equals(id.uid) && workload.equals(id.workload);
    }

    @Override
    public int hashCode() {
        return 31 * workload.hashCode() + uid.hashCode();
    }
}
