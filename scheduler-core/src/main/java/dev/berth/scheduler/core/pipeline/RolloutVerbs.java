package dev.berth.scheduler.core.pipeline;

import dev.berth.scheduler.core.record.Intent;
import dev.berth.scheduler.core.record.WorkloadRecord;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Directives;
import dev.berth.scheduler.spi.Progress;
import java.util.Locale;
import java.util.Optional;

/** What the verbs on rollouts and runs make of a workload, and what they leave of each other. */
final class RolloutVerbs {
    private RolloutVerbs() {}

    /**
     * Another spec: a pause asked for by users stays, so that what is applied waits; a pause for a failure, and a
     * cancelled run, end with the template they were for.
     */
    static Wanted apply(Target target, WorkloadSpec spec) {
        Intent now = target.intent();
        Wanted same = Wanted.of(spec, now.directives());
        if (now.directives().equals(Directives.NONE)
                || target.living().get().digest().equals(same.digest())
                || target.living().get().templateDigest().equals(same.templateDigest())) {
            return same;
        }
        return Wanted.of(spec, ofNewRevision(now));
    }

    /** As it is. */
    static Wanted unchanged(Target target) {
        return Wanted.of(target.lastSpec(), target.intent().directives());
    }

    private static Directives ofNewRevision(Intent now) {
        return Directives.NONE.withPaused(now.pausedByUser());
    }

    static Wanted restart(Target target) {
        refusePaused(target);
        return Wanted.of(target.lastSpec(), ofNewRevision(target.intent())).replacing();
    }

    static Wanted rollback(Target target, WorkloadRecord then) {
        refusePaused(target);
        return Wanted.of(withCountOf(target, then), ofNewRevision(target.intent()))
                .like(then);
    }

    /** The spec of an earlier revision with the count of now. */
    static WorkloadSpec withCountOf(Target target, WorkloadRecord then) {
        Mode now = target.lastSpec().mode();
        return now.kind() == Mode.Kind.REPLICATED
                ? then.spec().toBuilder().mode(now).build()
                : then.spec();
    }

    /** As kubectl does: what it would replace is held, and letting go is a decision of its own. */
    private static void refusePaused(Target target) {
        if (target.intent().pausedByUser()) {
            throw RefusedException.invalid(
                    "", target.id() + " is paused; resume it first" + (isService(target) ? ", or abort" : ""));
        }
    }

    static Wanted pause(Target target) {
        WorkloadSpec spec = target.lastSpec();
        switch (spec.mode().kind()) {
            case REPLICATED, GLOBAL, CRON -> {}
            case BATCH, GLOBAL_BATCH -> throw refusal(target, spec, "only rollouts and the ticks of a CRON can be");
        }
        return Wanted.of(spec, target.intent().directives().withPaused(true))
                .because(target.intent().failure());
    }

    static Wanted resume(Target target) {
        WorkloadSpec spec = target.lastSpec();
        return Wanted.of(spec, target.intent().directives().withPaused(false));
    }

    static Wanted cancel(Target target) {
        WorkloadSpec spec = target.lastSpec();
        switch (spec.mode().kind()) {
            case BATCH, GLOBAL_BATCH -> {}
            case REPLICATED, GLOBAL -> throw refusal(target, spec, "only runs can be; remove it, or scale it to 0");
            case CRON -> throw refusal(target, spec, "cancel one of its runs, or pause it");
        }
        return hasEnded(target)
                ? unchanged(target)
                : Wanted.of(spec, target.intent().directives().withCancelled(true));
    }

    /** The last revision that was complete; empty when that is the current one. */
    static Optional<Long> requireRevisionToAbortTo(Target target) {
        if (!isService(target)) {
            throw refusal(target, target.lastSpec(), "it has no rollout");
        }
        if (hasEnded(target)) {
            return Optional.empty();
        }
        long complete = target.intent().complete();
        if (complete == 0) {
            throw RefusedException.invalid(
                    "", target.id() + " can't go back: none of its revisions is known to have been complete");
        }
        return Optional.of(complete);
    }

    /** Nothing to do when its instances are on the way back already. */
    static Wanted abort(Target target, WorkloadRecord then) {
        boolean underWay =
                target.living().filter(now -> now.borne() == then.borne()).isPresent();
        return underWay
                ? unchanged(target)
                : Wanted.of(withCountOf(target, then), Directives.NONE)
                        .like(then)
                        .replacing();
    }

    private static boolean hasEnded(Target target) {
        return target.progress() == Progress.State.COMPLETE;
    }

    private static boolean isService(Target target) {
        return switch (target.lastSpec().mode().kind()) {
            case REPLICATED, GLOBAL -> true;
            case BATCH, GLOBAL_BATCH, CRON -> false;
        };
    }

    private static RefusedException refusal(Target target, WorkloadSpec spec, String why) {
        Edit.Kind kind = target.edit().kind();
        return RefusedException.invalid(
                "mode",
                target.id() + " is " + spec.mode().kind() + " and can't be "
                        + switch (kind) {
                            case PAUSE -> "paused";
                            case ABORT -> "aborted";
                            case CANCEL -> "cancelled";
                            case APPLY, SCALE, ROLLBACK, RESTART, RESUME, REMOVE ->
                                kind.name().toLowerCase(Locale.ROOT);
                        }
                        + ": " + why);
    }
}
