package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.Cron.Overlap;
import dev.berth.scheduler.spec.GlobalBatch;
import dev.berth.scheduler.spec.Mode;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Modes whose instances end. */
final class BatchShapes {
    private BatchShapes() {}

    private static final Field<Batch, Integer> COMPLETIONS = Field.defaulted(
            "completions", "How many instances must succeed.", Scalars.WHOLE_NUMBER, Batch::completions, 1);
    private static final Field<Batch, Integer> PARALLELISM = Field.defaulted(
            "parallelism", "How many run at a time, at most.", Scalars.WHOLE_NUMBER, Batch::parallelism, 1);
    private static final Field<Batch, Integer> RETRIES = Field.defaulted(
            "retries",
            "How many failed attempts are followed by another, over the whole run.",
            Scalars.WHOLE_NUMBER,
            Batch::retries,
            0);
    private static final Field<Batch, Optional<Duration>> DEADLINE = Field.optional(
            "deadline", "How long one attempt may take from its start.", Durations.DURATION, Batch::deadline);
    static final Shape<Batch> BATCH = ObjectShape.<Batch>named("Batch", "Runs to completion and keeps the exit codes.")
            .fields(COMPLETIONS, PARALLELISM, RETRIES, DEADLINE)
            .build(BatchShapes::batch);

    private static final Field<GlobalBatch, Integer> NODE_RETRIES = Field.defaulted(
            "retries",
            "How many failed attempts are followed by another, on each node.",
            Scalars.WHOLE_NUMBER,
            GlobalBatch::retries,
            0);
    private static final Field<GlobalBatch, Optional<Duration>> NODE_DEADLINE = Field.optional(
            "deadline", "How long one attempt may take from its start.", Durations.DURATION, GlobalBatch::deadline);
    static final Shape<GlobalBatch> GLOBAL_BATCH = ObjectShape.<GlobalBatch>named(
                    "GlobalBatch", "Runs to completion once on each node that matches when it is applied.")
            .fields(NODE_RETRIES, NODE_DEADLINE)
            .build(BatchShapes::globalBatch);

    private static final Field<Cron, String> SCHEDULE = Field.required(
            "schedule",
            "Five fields as in crontab(5): minute, hour, day of month, month, day of week.",
            Scalars.TEXT,
            Cron::schedule);
    private static final Field<Cron, ZoneId> ZONE = Field.defaulted(
            "zone", "The zone whose wall clock the schedule means; Z is UTC.", Names.ZONE, Cron::zone, ZoneOffset.UTC);
    private static final Field<Cron, Batch> RUN =
            Field.defaulted("batch", "What each tick runs.", BATCH, Cron::batch, Mode.batch());
    private static final Field<Cron, Overlap> OVERLAP = Field.defaulted(
            "overlap",
            "What happens when a tick comes while an earlier run is still going.",
            Scalars.oneOf(Overlap.values()),
            Cron::overlap,
            Overlap.ALLOW);
    private static final Field<Cron, Optional<Duration>> STARTING_DEADLINE = Field.optional(
            "startingDeadline", "How late a run may still start.", Durations.DURATION, Cron::startingDeadline);
    private static final Field<Cron, Integer> KEPT_RUNS = Field.defaulted(
            "keptRuns", "How many finished runs stay listed.", Scalars.WHOLE_NUMBER, Cron::keptRuns, 10);
    static final Shape<Cron> CRON = ObjectShape.<Cron>named("Cron", "Runs a batch on a schedule.")
            .fields(SCHEDULE, ZONE, RUN, OVERLAP, STARTING_DEADLINE, KEPT_RUNS)
            .build(BatchShapes::cron);

    private static Batch batch(FieldValues values) {
        Batch.Builder builder = Batch.builder()
                .completions(values.get(COMPLETIONS))
                .parallelism(values.get(PARALLELISM))
                .retries(values.get(RETRIES));
        values.get(DEADLINE).ifPresent(builder::deadline);
        return builder.build();
    }

    private static GlobalBatch globalBatch(FieldValues values) {
        GlobalBatch.Builder builder = GlobalBatch.builder().retries(values.get(NODE_RETRIES));
        values.get(NODE_DEADLINE).ifPresent(builder::deadline);
        return builder.build();
    }

    private static Cron cron(FieldValues values) {
        Cron.Builder builder = Cron.builder(values.get(SCHEDULE))
                .zone(values.get(ZONE))
                .batch(values.get(RUN))
                .overlap(values.get(OVERLAP))
                .keptRuns(values.get(KEPT_RUNS));
        values.get(STARTING_DEADLINE).ifPresent(builder::startingDeadline);
        return builder.build();
    }
}
