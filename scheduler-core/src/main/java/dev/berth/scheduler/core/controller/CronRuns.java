package dev.berth.scheduler.core.controller;

import dev.berth.scheduler.core.record.WorkloadRecord;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.RunInput;
import dev.berth.scheduler.spi.RunStart;
import dev.berth.scheduler.spi.Translator;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.NavigableSet;

/** Makes and forgets the runs of CRONs. */
final class CronRuns {
    /** Ticks are whole minutes in UTC but where a zone once was off by seconds. */
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd't'HHmmss'z'").withZone(ZoneOffset.UTC);

    private final Backend backend;
    private final Translator translator;
    private final String owner;

    CronRuns(Backend backend, Translator translator, String owner) {
        this.backend = backend;
        this.translator = translator;
        this.owner = owner;
    }

    /** Runs a tick, unless an earlier run is going on and the CRON forbids that. */
    void fire(WorkloadRecord record, Cron cron, List<Run> runs, Instant tick, Call call) {
        List<Run> active = runs.stream().filter(run -> !run.state().isOver()).toList();
        switch (cron.overlap()) {
            case ALLOW -> run(record, tick, call);
            case REPLACE -> {
                active.forEach(run -> backend.cancel(run.id(), call));
                run(record, tick, call);
            }
            case FORBID -> {
                if (active.isEmpty()) {
                    run(record, tick, call);
                } else {
                    skip(record, active.get(0), tick, call);
                }
            }
        }
    }

    private void run(WorkloadRecord record, Instant tick, Call call) {
        RunId id = id(record, tick);
        List<NativeObject> objects = translator.renderRun(
                RunInput.of(id, record.spec(), record.version(), record.borne(), tick, record.rendering(), owner));
        start(record, tick, Run.State.PENDING, "", "", objects, call);
    }

    private void skip(WorkloadRecord record, Run active, Instant tick, Call call) {
        String message = "run " + active.id().name() + " was still going on";
        start(record, tick, Run.State.SKIPPED, "OVERLAP", message, List.of(), call);
    }

    /** Writes down in one entry, under the last of them, what was not fired in time. */
    void miss(WorkloadRecord record, NavigableSet<Instant> ticks, Call call) {
        String message = ticks.size() == 1
                ? "the tick of " + ticks.last() + " was not fired in time"
                : ticks.size() + " ticks from " + ticks.first() + " to " + ticks.last() + " were not fired in time";
        start(record, ticks.last(), Run.State.MISSED, "MISSED", message, List.of(), call);
    }

    private void start(
            WorkloadRecord record,
            Instant tick,
            Run.State outcome,
            String reason,
            String message,
            List<NativeObject> objects,
            Call call) {
        // Another controller may have been first, which is as good.
        boolean unused = backend.start(
                new RunStart(
                        id(record, tick),
                        record.version().incarnation(),
                        record.borne(),
                        tick,
                        outcome,
                        reason,
                        message,
                        objects),
                call);
    }

    private static RunId id(WorkloadRecord record, Instant tick) {
        return new RunId(record.spec().id(), NAME.format(tick));
    }

    /** The newest stays whatever is to be kept: it tells up to which tick all is done. */
    void forgetOld(Cron cron, List<Run> newestFirst, Call call) {
        newestFirst.stream()
                .filter(run -> run.state().isOver())
                .filter(run -> !run.equals(newestFirst.get(0)))
                .skip(kept(cron, newestFirst))
                .forEach(run -> backend.forget(run.id(), call));
    }

    private static int kept(Cron cron, List<Run> newestFirst) {
        boolean newestCounts =
                !newestFirst.isEmpty() && newestFirst.get(0).state().isOver();
        return Math.max(0, cron.keptRuns() - (newestCounts ? 1 : 0));
    }
}
