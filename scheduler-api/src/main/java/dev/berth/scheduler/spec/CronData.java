package dev.berth.scheduler.spec;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

record CronData(
        String schedule, ZoneId zone, Batch batch, Overlap overlap, Optional<Duration> startingDeadline, int keptRuns)
        implements Cron {
    @Override
    public Builder toBuilder() {
        Builder builder =
                Cron.builder(schedule).zone(zone).batch(batch).overlap(overlap).keptRuns(keptRuns);
        startingDeadline.ifPresent(builder::startingDeadline);
        return builder;
    }
}
