package dev.berth.scheduler.capability;

import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.GlobalBatch;
import dev.berth.scheduler.spec.Mode;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;

/** What a mode needs. */
final class ModeNeeds {
    private static final int DEFAULT_KEPT_RUNS = 10;

    private ModeNeeds() {}

    static void collect(Mode mode, Needs needs) {
        switch (mode.kind()) {
            case REPLICATED -> needs.field("replicated").need(Capabilities.MODE_REPLICATED);
            case GLOBAL -> needs.field("global").need(Capabilities.MODE_GLOBAL);
            case BATCH -> needs.field("batch").need(Capabilities.MODE_BATCH);
            case GLOBAL_BATCH -> needs.field("globalBatch").need(Capabilities.MODE_GLOBAL_BATCH);
            case CRON -> needs.field("cron").need(Capabilities.MODE_CRON);
        }
        if (mode instanceof Batch batch) {
            batch(batch, needs.field("batch"));
        } else if (mode instanceof GlobalBatch batch) {
            attempts(batch.retries(), batch.deadline(), needs.field("globalBatch"));
        } else if (mode instanceof Cron cron) {
            cron(cron, needs.field("cron"));
        }
    }

    private static void batch(Batch batch, Needs needs) {
        needs.needIf(batch.completions() != 1, "completions", Capabilities.BATCH_COMPLETIONS);
        needs.needIf(batch.parallelism() != 1, "parallelism", Capabilities.BATCH_PARALLELISM);
        attempts(batch.retries(), batch.deadline(), needs);
    }

    private static void attempts(int retries, Optional<Duration> deadline, Needs needs) {
        needs.needIf(retries != 0, "retries", Capabilities.BATCH_RETRIES);
        needs.needIf(deadline, "deadline", Capabilities.BATCH_DEADLINE);
    }

    private static void cron(Cron cron, Needs needs) {
        needs.needIf(!cron.zone().normalized().equals(ZoneOffset.UTC), "zone", Capabilities.CRON_ZONE);
        batch(cron.batch(), needs.field("batch"));
        switch (cron.overlap()) {
            case ALLOW -> needs.field("overlap").need(Capabilities.CRON_OVERLAP_ALLOW);
            case FORBID -> needs.field("overlap").need(Capabilities.CRON_OVERLAP_FORBID);
            case REPLACE -> needs.field("overlap").need(Capabilities.CRON_OVERLAP_REPLACE);
        }
        needs.needIf(cron.startingDeadline(), "startingDeadline", Capabilities.CRON_STARTING_DEADLINE);
        needs.needIf(cron.keptRuns() != DEFAULT_KEPT_RUNS, "keptRuns", Capabilities.CRON_KEPT_RUNS);
    }
}
