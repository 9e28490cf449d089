package dev.berth.scheduler.core.pipeline;

import dev.berth.scheduler.core.record.Intent;
import dev.berth.scheduler.core.record.RecordSummary;
import dev.berth.scheduler.core.record.WorkloadRecord;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.Progress;
import java.util.List;
import java.util.Optional;

/**
 * What one edit wants, beside what there is.
 *
 * @param edit as asked
 * @param observed what the backend holds
 * @param current the last record's attributes; empty when the workload doesn't exist
 * @param record the last record's content, fetched only for edits that start from it
 * @param wanted what it is to be; empty to remove, or when it is refused
 * @param refused why the edit is impossible, before the backend is asked
 */
record Target(
        Edit edit,
        Observed observed,
        Optional<RecordSummary> current,
        Optional<WorkloadRecord> record,
        Optional<Wanted> wanted,
        List<Problem> refused) {
    Target {
        refused = List.copyOf(refused);
    }

    WorkloadId id() {
        return edit.id();
    }

    /** The last record, if the workload lives. */
    Optional<RecordSummary> living() {
        return current.filter(summary -> summary.kind() == WorkloadRecord.Kind.SPEC);
    }

    /** Whether its removal is accepted and something of it is still there: whoever asks for it again may wait for that. */
    boolean isBeingRemoved() {
        return living().isEmpty()
                && current.isPresent()
                && (observed.applied().isPresent() || !observed.objects().isEmpty() || observed.instances() > 0);
    }

    /** Whether a new revision is wanted even of the template there is. */
    boolean replaces() {
        return wanted.filter(Wanted::replaced).isPresent();
    }

    /** What the last record says beside its spec. */
    Intent intent() {
        return living().map(RecordSummary::intent).orElse(Intent.NONE);
    }

    /** The spec of the last record, which has been fetched. */
    WorkloadSpec lastSpec() {
        return record.map(WorkloadRecord::spec)
                .orElseThrow(() -> new NotFoundException("workload " + id() + " doesn't exist"));
    }

    /** How far the backend is with the last record; what it tells of an earlier one says nothing about it. */
    Progress.State progress() {
        boolean applied = observed.applied().equals(living().map(RecordSummary::version));
        return applied ? observed.progress().state() : Progress.State.ONGOING;
    }

    Target with(Optional<WorkloadRecord> last) {
        return new Target(edit, observed, current, last, wanted, refused);
    }

    Target wanting(Wanted outcome) {
        return new Target(edit, observed, current, record, Optional.of(outcome), refused);
    }
}
