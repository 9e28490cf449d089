package dev.berth.scheduler.core.pipeline;

import dev.berth.scheduler.core.record.Failure;
import dev.berth.scheduler.core.record.WorkloadRecord;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Directives;
import java.util.Optional;

/**
 * What an edit makes of a workload.
 *
 * @param content the spec as it is to be
 * @param directives as they are to be
 * @param model the record of the earlier revision it is made equal to, so that instances of that one fit
 * @param replaced whether it is a new revision even with the template there is
 * @param failure of a rollout, that the edit is the answer to
 */
record Wanted(
        WantedSpec content,
        Directives directives,
        Optional<WorkloadRecord> model,
        boolean replaced,
        Optional<Failure> failure) {
    static Wanted of(WorkloadSpec spec, Directives directives) {
        return new Wanted(new WantedSpec(spec), directives, Optional.empty(), false, Optional.empty());
    }

    WorkloadSpec spec() {
        return content.spec();
    }

    String digest() {
        return content.digest();
    }

    String templateDigest() {
        return content.templateDigest();
    }

    /** A new revision, whatever the template. */
    Wanted replacing() {
        return new Wanted(content, directives, model, true, failure);
    }

    /** Equal to an earlier revision. */
    Wanted like(WorkloadRecord earlier) {
        return new Wanted(content, directives, Optional.of(earlier), replaced, failure);
    }

    Wanted because(Optional<Failure> failed) {
        return new Wanted(content, directives, model, replaced, failed);
    }
}
