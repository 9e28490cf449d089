package dev.berth.scheduler.status;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;

/** A workload as accepted and as observed. */
public sealed interface Workload permits WorkloadData {
    default WorkloadId id() {
        return spec().id();
    }

    /** The very spec last applied, with the current count (rule APP-4). */
    WorkloadSpec spec();

    /** The last accepted edit. */
    Version version();

    /** Counts templates: what, when changed, replaces instances. */
    long revision();

    WorkloadStatus status();

    static Workload of(WorkloadSpec spec, Version version, long revision, WorkloadStatus status) {
        return new WorkloadData(spec, version, revision, status);
    }
}

record WorkloadData(WorkloadSpec spec, Version version, long revision, WorkloadStatus status) implements Workload {}
