package dev.berth.scheduler.core.controller;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.core.record.RecordSummary;
import dev.berth.scheduler.core.record.WorkloadRecord;
import dev.berth.scheduler.core.watch.Reader;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.CronSchedule;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Translator;
import dev.berth.scheduler.status.Run;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * Fires the ticks of a CRON, where the backend leaves that to a controller (rule CRN-1). What has been done about a tick
 * is known from the runs alone, so that any controller goes on where another stopped: ticks up to the newest run's are
 * settled. Of several ticks that are due only the last is fired, if it isn't too late; the others are written down as
 * missed, in one entry.
 */
final class CronDuty {
    /** How far back ticks are looked for: a schedule of every minute has 44,640 in that time. */
    private static final Duration FURTHEST = Duration.ofDays(31);

    /** When it is looked again at the latest, so that a clock that was set is followed. */
    private static final Duration LONGEST_SLEEP = Duration.ofHours(1);

    private final Backend backend;
    private final Reader reader;
    private final CronRuns starter;
    private final Clock clock;

    CronDuty(Backend backend, Translator translator, BackendContext context) {
        this.backend = backend;
        this.reader = new Reader(backend);
        this.starter = new CronRuns(backend, translator, context.owner());
        this.clock = context.clock();
    }

    /**
     * Does what is due.
     *
     * @return how long there is nothing to do; empty when there is until something changes
     */
    Optional<Duration> attend(WorkloadId id, RecordSummary current, Call call) {
        if (current.mode() != Mode.Kind.CRON || !isOurs(call)) {
            return Optional.empty();
        }
        // What was removed meanwhile, or is of another mode now, is told anew.
        return LiveRecord.read(backend, id, call)
                .filter(record -> record.spec().mode().kind() == Mode.Kind.CRON)
                .flatMap(record -> attend(record, current, call));
    }

    private Optional<Duration> attend(WorkloadRecord record, RecordSummary current, Call call) {
        WorkloadId id = record.spec().id();
        Cron cron = (Cron) record.spec().mode();
        List<Run> runs = reader.runs(id, call);
        starter.forgetOld(cron, runs, call);
        if (current.intent().directives().paused()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        CronSchedule schedule = CronSchedule.of(cron.schedule());
        NavigableSet<Instant> due = schedule.between(settled(record, runs, now), now, cron.zone());
        if (!due.isEmpty()) {
            fire(record, cron, runs, due, now, call);
        }
        return Optional.of(sleep(now, schedule.next(now, cron.zone())));
    }

    private boolean isOurs(Call call) {
        return backend.describe(call)
                .support(Capabilities.MODE_CRON, Mode.Kind.CRON)
                .needsController();
    }

    /** The time up to which nothing is left to do. */
    private static Instant settled(WorkloadRecord record, List<Run> runs, Instant now) {
        Instant since = record.intent().since().orElse(record.createdAt());
        Instant newest = runs.stream()
                .flatMap(run -> run.scheduledAt().stream())
                .max(Instant::compareTo)
                .orElse(since);
        Instant settled = newest.isAfter(since) ? newest : since;
        Instant furthest = now.minus(FURTHEST);
        return settled.isAfter(furthest) ? settled : furthest;
    }

    private void fire(
            WorkloadRecord record, Cron cron, List<Run> runs, NavigableSet<Instant> due, Instant now, Call call) {
        Instant last = due.last();
        boolean late = cron.startingDeadline()
                .filter(limit -> now.isAfter(last.plus(limit)))
                .isPresent();
        NavigableSet<Instant> missed = late ? due : due.headSet(last, false);
        if (!missed.isEmpty()) {
            starter.miss(record, missed, call);
        }
        if (!late) {
            starter.fire(record, cron, runs, last, call);
        }
    }

    private static Duration sleep(Instant now, Instant next) {
        // A timer may end a moment early: it is better late by a millisecond than asked twice.
        Duration until = Duration.between(now, next).plusMillis(1);
        return until.compareTo(LONGEST_SLEEP) < 0 ? until : LONGEST_SLEEP;
    }
}
