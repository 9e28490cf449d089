package dev.berth.scheduler.spi;

import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import java.time.Instant;
import java.util.List;

/**
 * A run that a controller makes of a CRON, for backends that leave {@code mode.cron} to one. The run belongs to the
 * workload: it goes when that is removed, and its instances are instances of the workload.
 *
 * @param id the tick's name
 * @param incarnation the life of the workload that it is a run of; a run for another life is refused
 * @param revision that it runs
 * @param tick when it was to start
 * @param outcome PENDING to run it; MISSED or SKIPPED to write down only that it won't run
 * @param reason why it won't run, upper-case and stable; else empty
 * @param message the reason in a sentence, may be empty
 * @param objects what is to be created, rendered by {@link Translator#renderRun}; empty when it won't run
 */
public record RunStart(
        RunId id,
        String incarnation,
        long revision,
        Instant tick,
        Run.State outcome,
        String reason,
        String message,
        List<NativeObject> objects) {
    public RunStart {
        objects = List.copyOf(objects);
    }
}
