package dev.berth.scheduler.status;

import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.function.Supplier;

/** A workload as accepted and as observed. Two are equal when id, version, revision and status are. */
public sealed interface Workload permits WorkloadData {
    WorkloadId id();

    Mode.Kind mode();

    /**
     * The very spec last applied, with the current count (rule APP-4). Lists of many workloads decode it only when it is
     * asked for.
     *
     * @throws dev.berth.scheduler.error.BackendException when what is stored is damaged
     */
    WorkloadSpec spec();

    /** The last accepted edit. */
    Version version();

    /** Counts templates: what, when changed, replaces instances. */
    long revision();

    WorkloadStatus status();

    static Workload of(WorkloadSpec spec, Version version, long revision, WorkloadStatus status) {
        return deferred(spec.id(), spec.mode().kind(), () -> spec, version, revision, status);
    }

    /**
     * A workload whose spec is decoded when it is asked for.
     *
     * @param spec gives the same spec each time; asked once or, by racing threads, more often
     */
    static Workload deferred(
            WorkloadId id,
            Mode.Kind mode,
            Supplier<? extends WorkloadSpec> spec,
            Version version,
            long revision,
            WorkloadStatus status) {
        return new WorkloadData(id, mode, spec, version, revision, status);
    }
}
