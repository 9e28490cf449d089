package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.Global;
import dev.berth.scheduler.spec.GlobalBatch;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Replicated;
import java.util.List;
import java.util.Optional;

/** How many instances a workload has and whether they end. */
final class ModeShapes {
    private ModeShapes() {}

    private static final Field<Replicated, Integer> REPLICAS = Field.defaulted(
                    "replicas", "How many, 0 or more.", Scalars.WHOLE_NUMBER, Replicated::replicas, 1)
            .alwaysWritten();
    private static final Shape<Replicated> REPLICATED = ObjectShape.<Replicated>named(
                    "Replicated", "Keeps a number of instances running.")
            .fields(REPLICAS)
            .build(values -> Mode.replicated(values.get(REPLICAS)));

    private static final Shape<Global> GLOBAL = ObjectShape.<Global>named(
                    "Global", "Keeps one instance running on each matching node.")
            .build(values -> Mode.global());

    private static final Field<Mode, Optional<Replicated>> AS_REPLICATED = Field.optional(
            "replicated",
            "Keeps a number of instances running.",
            REPLICATED,
            mode -> Variants.as(Replicated.class, mode));
    private static final Field<Mode, Optional<Global>> AS_GLOBAL = Field.optional(
            "global",
            "Keeps one instance running on each matching node.",
            GLOBAL,
            mode -> Variants.as(Global.class, mode));
    private static final Field<Mode, Optional<Batch>> AS_BATCH = Field.optional(
            "batch",
            "Runs to completion.",
            new LaterShape<>(() -> BatchShapes.BATCH),
            mode -> Variants.as(Batch.class, mode));
    private static final Field<Mode, Optional<GlobalBatch>> AS_GLOBAL_BATCH = Field.optional(
            "globalBatch",
            "Runs to completion once on each matching node.",
            new LaterShape<>(() -> BatchShapes.GLOBAL_BATCH),
            mode -> Variants.as(GlobalBatch.class, mode));
    private static final Field<Mode, Optional<Cron>> AS_CRON = Field.optional(
            "cron",
            "Runs on a schedule.",
            new LaterShape<>(() -> BatchShapes.CRON),
            mode -> Variants.as(Cron.class, mode));

    static final ObjectShape<Mode> MODE = ObjectShape.<Mode>named(
                    "Mode", "How many instances there are and whether they end; it never changes.")
            .fields(AS_REPLICATED, AS_GLOBAL, AS_BATCH, AS_GLOBAL_BATCH, AS_CRON)
            .choice("replicated", "global", "batch", "globalBatch", "cron")
            .shortForm(new ShortForm.OfChoice(List.of("replicated", "global", "batch", "globalBatch", "cron")))
            .build(values -> Variants.first(
                    values.get(AS_REPLICATED),
                    values.get(AS_GLOBAL),
                    values.get(AS_BATCH),
                    values.get(AS_GLOBAL_BATCH),
                    values.get(AS_CRON)));
}
