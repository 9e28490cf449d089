package dev.berth.scheduler.cli.render;

import dev.berth.scheduler.cli.text.HumanDuration;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.CronSchedule;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Workload;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** When a cron runs next. */
public final class NextTick {
    private static final Set<String> HOLDING = Set.of(Condition.PAUSED, Condition.CONTROLLER_ABSENT);

    private NextTick() {}

    /** {@code next tick 2030-01-31T06:30:00+01:00, in 5m}; empty where none will be fired, and of anything but a cron. */
    public static Optional<String> of(Workload workload, Instant now) {
        boolean held = workload.status().phase() == Phase.REMOVING
                || workload.status().conditions().stream()
                        .map(Condition::reason)
                        .anyMatch(HOLDING::contains);
        return held || !(workload.spec().mode() instanceof Cron cron) ? Optional.empty() : Optional.of(of(cron, now));
    }

    private static String of(Cron cron, Instant now) {
        Instant next = CronSchedule.of(cron.schedule()).next(now, cron.zone());
        String time = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(next.atZone(cron.zone()));
        return "next tick " + time + ", in " + HumanDuration.format(Duration.between(now, next));
    }

    /** The same as a line beneath what else is said of the workload. */
    public static List<String> line(Workload workload, Instant now) {
        return of(workload, now).map(tick -> "  " + tick).stream().toList();
    }
}
