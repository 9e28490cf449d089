package dev.berth.scheduler.core.pipeline;

import dev.berth.scheduler.core.record.RecordSummary;
import dev.berth.scheduler.core.record.WorkloadRecord;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.FieldDiff;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.status.Version;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A change with what executing it needs.
 *
 * @param edit that asked for it
 * @param differences finds the diff: nobody looks at it but who is shown the plan
 * @param version the workload's afterwards; empty when it doesn't exist
 * @param claim the record to create first; empty when an earlier claim is only finished or nothing changes
 * @param basis the last record when it was planned; empty when there was none
 */
record ChangeData(
        Edit edit,
        Action action,
        Set<Cause> causes,
        Supplier<List<FieldDiff>> differences,
        List<NativeWrite> writes,
        List<NativeObject> rendering,
        int restarts,
        List<Problem> caveats,
        Optional<Version> version,
        long revision,
        Optional<StoredRecord> claim,
        Optional<RecordSummary> basis)
        implements Change {
    ChangeData {
        // In one order, whichever JVM shows them.
        causes = Collections.unmodifiableSet(new TreeSet<>(causes));
        writes = List.copyOf(writes);
        rendering = List.copyOf(rendering);
        caveats = List.copyOf(caveats);
    }

    static ChangeData unchanged(Target target, List<NativeObject> rendering, List<Problem> caveats) {
        return new ChangeData(
                target.edit(),
                Action.UNCHANGED,
                Set.of(),
                List::of,
                List.of(),
                rendering,
                0,
                caveats,
                target.living().map(RecordSummary::version),
                target.living().map(RecordSummary::revision).orElse(0L),
                Optional.empty(),
                target.current());
    }

    /** The last record when it was planned, if the workload lived. */
    Optional<RecordSummary> before() {
        return basis.filter(summary -> summary.kind() == WorkloadRecord.Kind.SPEC);
    }

    @Override
    public List<FieldDiff> diff() {
        return List.copyOf(differences.get());
    }

    @Override
    public WorkloadId id() {
        return edit.id();
    }
}
