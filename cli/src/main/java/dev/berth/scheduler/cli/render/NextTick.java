package dev.berth.scheduler.cli.render;

import dev.berth.scheduler.cli.text.HumanDuration;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.CronSchedule;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.Workload;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** When a cron runs next. */
public final class NextTick {
    private static final Set<String> HOLDING = Set.of(Condition.PAUSED, Condition.CONTROLLER_ABSENT);

    private NextTick() {}

    /**
     * {@code next tick 2030-01-31T06:30:00+01:00, in 5m}; empty where none will be fired, and of anything but a cron.
     *
     * @param runs gives those of the workload; asked of a cron only
     */
    public static Optional<String> of(Workload workload, Function<WorkloadId, List<Run>> runs, Instant now) {
        boolean held = workload.status().phase() == Phase.REMOVING
                || workload.status().conditions().stream()
                        .map(Condition::reason)
                        .anyMatch(HOLDING::contains);
        return held || !(workload.spec().mode() instanceof Cron cron)
                ? Optional.empty()
                : Optional.of(of(cron, last(runs.apply(workload.id())), now));
    }

    /** No tick is fired twice, nor one before another: after a clock was ahead, none is until its time has come again. */
    private static String of(Cron cron, Optional<Instant> last, Instant now) {
        Optional<Instant> ahead = last.filter(now::isBefore);
        Instant next = CronSchedule.of(cron.schedule()).next(ahead.orElse(now), cron.zone());
        return "next tick " + show(next, cron) + ", in " + HumanDuration.format(Duration.between(now, next))
                + ahead.map(tick -> ": the clock was set back, and that of " + show(tick, cron) + " was the last one")
                        .orElse("");
    }

    private static Optional<Instant> last(List<Run> runs) {
        return runs.stream().flatMap(run -> run.scheduledAt().stream()).max(Instant::compareTo);
    }

    private static String show(Instant tick, Cron cron) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(tick.atZone(cron.zone()));
    }

    /** The same as a line beneath what else is said of the workload. */
    public static List<String> line(Workload workload, Function<WorkloadId, List<Run>> runs, Instant now) {
        return of(workload, runs, now).map(tick -> "  " + tick).stream().toList();
    }
}
