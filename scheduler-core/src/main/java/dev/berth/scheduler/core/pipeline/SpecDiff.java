package dev.berth.scheduler.core.pipeline;

import dev.berth.scheduler.core.record.CanonicalSpec;
import dev.berth.scheduler.plan.FieldDiff;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.List;
import java.util.Optional;

/** The fields in which two canonical specs differ, in the order of their paths. */
final class SpecDiff {
    private SpecDiff() {}

    static List<FieldDiff> between(Optional<WorkloadSpec> before, Optional<WorkloadSpec> after) {
        return TreeDiff.between("", before.map(CanonicalSpec::tree), after.map(CanonicalSpec::tree));
    }
}
