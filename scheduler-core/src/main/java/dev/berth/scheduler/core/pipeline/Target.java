package dev.berth.scheduler.core.pipeline;

import dev.berth.scheduler.core.record.RecordSummary;
import dev.berth.scheduler.core.record.WorkloadRecord;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Observed;
import java.util.List;
import java.util.Optional;

/**
 * What one edit wants, beside what there is.
 *
 * @param edit as asked
 * @param observed what the backend holds
 * @param current the last record's attributes; empty when the workload doesn't exist
 * @param record the last record's content, fetched only for edits that start from it
 * @param wanted the spec to be; empty to remove, or when it is refused
 * @param refused why the edit is impossible, before the backend is asked
 */
record Target(
        Edit edit,
        Observed observed,
        Optional<RecordSummary> current,
        Optional<WorkloadRecord> record,
        Optional<WantedSpec> wanted,
        List<Problem> refused) {
    Target {
        refused = List.copyOf(refused);
    }

    WorkloadId id() {
        return edit.id();
    }

    Optional<WorkloadSpec> spec() {
        return wanted.map(WantedSpec::spec);
    }

    /** The last record, if the workload lives. */
    Optional<RecordSummary> living() {
        return current.filter(summary -> summary.kind() == WorkloadRecord.Kind.SPEC);
    }

    boolean restarts() {
        return edit.kind() == Edit.Kind.RESTART;
    }
}
