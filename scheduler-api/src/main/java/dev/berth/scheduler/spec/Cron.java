package dev.berth.scheduler.spec;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Runs a {@link Batch} on a schedule (rule CRN-1). Of several ticks that are due at once, as after an outage, only the last
 * is fired; the others are listed as missed.
 */
public sealed interface Cron extends Mode permits CronData {
    /** Five fields as in crontab(5), of which {@link CronSchedule} tells when they fire. */
    String schedule();

    /** The zone whose wall clock the schedule means; UTC by default. */
    ZoneId zone();

    /** What each tick runs. */
    Batch batch();

    /** What happens when a tick comes while an earlier run is still going; ALLOW by default. */
    Overlap overlap();

    /**
     * How late a run may still start; later than that the tick counts as missed. No limit when empty, so that the last
     * tick of an outage is fired after it.
     */
    Optional<Duration> startingDeadline();

    /** How many finished runs stay listed; 10 by default. The newest stays in any case. */
    int keptRuns();

    Builder toBuilder();

    @Override
    default Kind kind() {
        return Kind.CRON;
    }

    /** What happens when a tick comes while an earlier run is still going. */
    enum Overlap {
        /** Both run. */
        ALLOW,
        /** The new one is skipped. */
        FORBID,
        /** The earlier one is cancelled. */
        REPLACE
    }

    static Builder builder(String schedule) {
        return new Builder(schedule);
    }

    /** Builds a {@link Cron}; not thread-safe. */
    final class Builder {
        private final String schedule;
        private ZoneId zone = ZoneOffset.UTC;
        private Batch batch = Mode.batch();
        private Overlap overlap = Overlap.ALLOW;
        private Optional<Duration> startingDeadline = Optional.empty();
        private int keptRuns = 10;

        private Builder(String schedule) {
            this.schedule = schedule;
        }

        public Builder zone(ZoneId wallClock) {
            this.zone = wallClock;
            return this;
        }

        public Builder batch(Batch run) {
            this.batch = run;
            return this;
        }

        public Builder overlap(Overlap policy) {
            this.overlap = policy;
            return this;
        }

        public Builder startingDeadline(Duration limit) {
            this.startingDeadline = Optional.of(limit);
            return this;
        }

        public Builder keptRuns(int count) {
            this.keptRuns = count;
            return this;
        }

        public Cron build() {
            return new CronData(schedule, zone, batch, overlap, startingDeadline, keptRuns);
        }
    }
}
