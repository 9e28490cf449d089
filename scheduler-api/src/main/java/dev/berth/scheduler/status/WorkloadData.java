package dev.berth.scheduler.status;

import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Equality leaves the spec out: the version names it. */
record WorkloadData(
        WorkloadId id,
        Mode.Kind mode,
        Supplier<? extends WorkloadSpec> source,
        Version version,
        long revision,
        WorkloadStatus status)
        implements Workload {
    @Override
    public WorkloadSpec spec() {
        return source.get();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WorkloadData that
                && id.equals(that.id)
                && version.equals(that.version)
                && revision == that.revision
                && status.equals(that.status);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, version, revision, status);
    }

    @Override
    public String toString() {
        return "Workload[" + id + ", version " + version + ", revision " + revision + ", " + status + "]";
    }
}
