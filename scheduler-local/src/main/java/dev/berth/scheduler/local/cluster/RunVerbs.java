package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.local.cluster.RunRow.Verdict;
import dev.berth.scheduler.local.document.BatchObject;
import dev.berth.scheduler.local.document.DocumentException;
import dev.berth.scheduler.local.store.StoreChange;
import dev.berth.scheduler.local.store.StoreException;
import dev.berth.scheduler.local.store.Table;
import dev.berth.scheduler.spi.RunStart;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** What is asked of single runs: each is one transaction. Of the loop only. */
final class RunVerbs {
    private final ClusterState state;
    private final Clock clock;

    RunVerbs(ClusterState state, Clock clock) {
        this.state = state;
        this.clock = clock;
    }

    /** Makes a run of a CRON; false when one of this tick, or of a later one, was ever made in this life (rule CRN-1). */
    boolean start(RunStart run) throws StoreException {
        WorkloadEntry entry = state.entry(run.id().workload());
        ObjectRow object = entry.wanted()
                .filter(row ->
                        row.content().batch().filter(BatchObject::scheduled).isPresent())
                .filter(row -> row.content().version().incarnation().equals(run.incarnation()))
                .orElseThrow(() -> new ConflictException(
                        "run " + run.id() + " is for a life of its workload that is not the present one"));
        LastTick last = entry.lastTick().orElse(new LastTick(run.incarnation(), Instant.MIN));
        if (last.incarnation().equals(run.incarnation()) && !run.tick().isAfter(last.tick())) {
            return false;
        }
        RunRow row = row(run, object);
        LastTick tick = new LastTick(run.incarnation(), run.tick());
        LiveRun made = new LiveRun(row);
        keepTemplate(entry, object);
        state.commit(new StoreChange()
                .put(Table.RUNS, Keys.run(run.id()), RunRowForm.write(row))
                .put(Table.TICKS, Keys.of(entry.id()), tick.stored()));
        entry.lastTick(Optional.of(tick));
        state.adopt(made);
        return true;
    }

    private RunRow row(RunStart run, ObjectRow object) {
        boolean runs = run.outcome() == Run.State.PENDING;
        if (runs && run.revision() != object.content().revision()) {
            throw new ConflictException("run " + run.id() + " is of revision " + run.revision()
                    + ", and its workload is at " + object.content().revision());
        }
        RunRow.Origin origin = new RunRow.Origin(run.incarnation(), run.revision(), Optional.of(run.tick()));
        RunRow row = RunRow.pending(
                run.id(), origin, object.content().batch().orElseThrow().shape());
        return runs
                ? row
                : row.decided(new Verdict(run.outcome(), run.reason(), run.message()))
                        .endedAt(clock.instant());
    }

    /** The run goes on with it when the object asks for another. An object is only stored when it can be read. */
    private void keepTemplate(WorkloadEntry entry, ObjectRow object) {
        try {
            state.template(entry, object);
        } catch (DocumentException e) {
            throw new IllegalStateException("the stored object of " + entry.id() + " can't be read", e);
        }
    }

    void cancel(RunId id) throws StoreException {
        Optional<LiveRun> found =
                state.run(id).filter(run -> run.row().verdict().isEmpty());
        if (found.isPresent()) {
            RunRow next = found.get().row().decided(BatchRuns.cancelled());
            state.commit(new StoreChange().put(Table.RUNS, Keys.run(id), RunRowForm.write(next)));
            found.get().row(next);
            state.adopt(found.get());
        }
    }

    /** Forgets a run that is over; its instances have ended. */
    Optional<LiveRun> forget(RunId id) throws StoreException {
        Optional<LiveRun> found = state.run(id);
        if (found.filter(run -> !run.row().isOver()).isPresent()) {
            throw new ConflictException("run " + id + " is not over; cancel it first");
        }
        if (found.isPresent()) {
            state.commit(new StoreChange().remove(Table.RUNS, Keys.run(id)));
        }
        return found;
    }
}
