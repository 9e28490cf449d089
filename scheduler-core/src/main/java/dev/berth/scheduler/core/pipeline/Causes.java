package dev.berth.scheduler.core.pipeline;

import dev.berth.scheduler.core.record.WorkloadRecord;
import dev.berth.scheduler.plan.Change.Cause;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Directives;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Why an accepted spec changes a workload. */
final class Causes {
    private Causes() {}

    static Set<Cause> of(Target target, Optional<WorkloadRecord> before, Wanted wanted, boolean sameTemplate) {
        WorkloadSpec spec = wanted.spec();
        Set<Cause> causes = EnumSet.noneOf(Cause.class);
        if (target.observed().foreign().isPresent()) {
            causes.add(Cause.ADOPTION);
        }
        switch (target.edit().kind()) {
            case RESTART -> causes.add(Cause.RESTART);
            case ABORT -> causes.add(Cause.ABORT);
            case APPLY, SCALE, ROLLBACK, CANCEL, PAUSE, RESUME, REMOVE -> {
                if (!sameTemplate) {
                    causes.add(Cause.SPEC);
                }
            }
        }
        addVerbs(causes, target.intent().directives(), wanted.directives());
        before.map(WorkloadRecord::spec).ifPresent(old -> {
            if (!old.mode().equals(spec.mode()) && spec.mode().kind() == Mode.Kind.REPLICATED) {
                causes.add(Cause.SCALE);
            }
            if (policiesDiffer(old, spec)) {
                causes.add(Cause.LABELS);
            }
        });
        return causes;
    }

    private static void addVerbs(Set<Cause> causes, Directives before, Directives after) {
        if (before.paused() != after.paused()) {
            causes.add(after.paused() ? Cause.PAUSE : Cause.RESUME);
        }
        if (!before.cancelled() && after.cancelled()) {
            causes.add(Cause.CANCEL);
        }
    }

    private static boolean policiesDiffer(WorkloadSpec before, WorkloadSpec after) {
        return !before.labels().equals(after.labels())
                || !before.annotations().equals(after.annotations())
                || !before.rollout().equals(after.rollout())
                || !before.restart().equals(after.restart())
                || !before.nodeLossWait().equals(after.nodeLossWait());
    }
}
