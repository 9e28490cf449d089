package dev.berth.scheduler.core.watch;

import dev.berth.scheduler.core.record.RecordSummary;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Run;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What the runs of a workload say about it (rule BAT-4). */
final class RunPhases {
    private final RecordSummary record;
    private final Collection<Run> runs;

    RunPhases(RecordSummary record, Collection<Run> runs) {
        this.record = record;
        this.runs = runs;
    }

    /** Of a batch: that of the run of its current revision. One that nobody tells of has not begun. */
    Phase phase() {
        return runs.stream()
                .filter(run -> run.revision() == record.revision())
                .findFirst()
                .map(run -> phase(run.state()))
                .orElse(Phase.PENDING);
    }

    private static Phase phase(Run.State state) {
        return switch (state) {
            case PENDING -> Phase.PENDING;
            case RUNNING -> Phase.PROGRESSING;
            case COMPLETED -> Phase.COMPLETED;
            case FAILED -> Phase.FAILED;
            case CANCELLED -> Phase.CANCELLED;
            case MISSED, SKIPPED, UNKNOWN -> Phase.UNKNOWN;
        };
    }

    /** Of a batch why its run is as it is; of a CRON that its last tick was missed. */
    Optional<Condition> condition() {
        return switch (record.mode()) {
            case BATCH, GLOBAL_BATCH ->
                runs.stream()
                        .filter(run -> run.revision() == record.revision()
                                && !run.reason().isEmpty())
                        .findFirst()
                        .map(run -> new Condition(run.reason(), run.message()));
            case CRON ->
                runs.stream()
                        .max(Comparator.comparing(run -> run.scheduledAt().orElse(Instant.MIN)))
                        .filter(run -> run.state() == Run.State.MISSED)
                        .map(run -> new Condition(Condition.MISSED, run.message()));
            case REPLICATED, GLOBAL -> Optional.empty();
        };
    }
}
