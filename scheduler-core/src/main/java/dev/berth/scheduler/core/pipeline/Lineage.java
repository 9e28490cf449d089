package dev.berth.scheduler.core.pipeline;

import dev.berth.scheduler.core.record.Failure;
import dev.berth.scheduler.core.record.Intent;
import dev.berth.scheduler.core.record.RecordSummary;
import dev.berth.scheduler.core.record.WorkloadRecord;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spi.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a new record has of those before it.
 *
 * @param sameTemplate whether it belongs to the revision there is
 * @param revision its own
 * @param like the earlier revision it is made equal to, 0 for none
 * @param stored the rendering whose templates stay byte for byte; empty when they are new
 * @param renderer that made them
 * @param began when the revision began; empty when it does now
 */
record Lineage(
        boolean sameTemplate,
        long revision,
        long like,
        List<NativeObject> stored,
        String renderer,
        Optional<Instant> began) {
    static Lineage of(Wanted wanted, Optional<WorkloadRecord> before, String currentRenderer) {
        if (before.isEmpty()) {
            return fresh(1, currentRenderer);
        }
        WorkloadRecord last = before.get();
        if (!wanted.replaced() && last.templateDigest().equals(wanted.templateDigest())) {
            // What instances are made from stays that renderer's, and is taken from this record the next time.
            String renderer = last.rendering().isEmpty() ? currentRenderer : last.rendererVersion();
            Instant began = last.revisionCreatedAt();
            return new Lineage(
                    true, last.revision(), last.intent().like(), last.rendering(), renderer, Optional.of(began));
        }
        return wanted.model()
                .filter(model -> isService(wanted) && model.templateDigest().equals(wanted.templateDigest()))
                .map(model -> new Lineage(
                        false,
                        last.revision() + 1,
                        model.borne(),
                        model.rendering(),
                        model.rendererVersion(),
                        Optional.empty()))
                .orElseGet(() -> fresh(last.revision() + 1, currentRenderer));
    }

    /** That of the record there is, rendered anew. */
    static Lineage refreshed(RecordSummary last, String currentRenderer, Instant began) {
        return new Lineage(true, last.revision(), last.intent().like(), List.of(), currentRenderer, Optional.of(began));
    }

    private static Lineage fresh(long revision, String renderer) {
        return new Lineage(false, revision, 0, List.of(), renderer, Optional.empty());
    }

    /** A run made equal to an earlier one is another run all the same. */
    private static boolean isService(Wanted wanted) {
        return switch (wanted.spec().mode().kind()) {
            case REPLICATED, GLOBAL -> true;
            case BATCH, GLOBAL_BATCH, CRON -> false;
        };
    }

    /** The revision that instances are to bear. */
    long borne() {
        return like == 0 ? revision : like;
    }

    Intent intent(Target target, Wanted wanted, Optional<WorkloadRecord> before, boolean controlled, Instant now) {
        return new Intent(
                wanted.directives(),
                like,
                complete(target),
                wanted.failure().or(() -> kept(target, wanted)),
                controlled,
                ticksSince(wanted, before, now));
    }

    private static long complete(Target target) {
        return target.progress() == Progress.State.COMPLETE
                ? target.living().map(RecordSummary::revision).orElse(0L)
                : target.intent().complete();
    }

    /** A failure is told as long as its revision is the current one, unless it is given another chance. */
    private Optional<Failure> kept(Target target, Wanted wanted) {
        boolean resumed =
                target.intent().directives().paused() && !wanted.directives().paused();
        return sameTemplate && !resumed ? target.intent().failure() : Optional.empty();
    }

    /** Ticks before a schedule was set, or while it was paused, never were to fire. */
    private static Optional<Instant> ticksSince(Wanted wanted, Optional<WorkloadRecord> before, Instant now) {
        if (!(wanted.spec().mode() instanceof Cron cron)) {
            return Optional.empty();
        }
        return before.filter(last -> !last.intent().directives().paused())
                .filter(last -> last.spec().mode() instanceof Cron was
                        && was.schedule().equals(cron.schedule())
                        && was.zone().equals(cron.zone()))
                .flatMap(last -> last.intent().since())
                .or(() -> Optional.of(now));
    }
}
