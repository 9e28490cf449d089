package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.status.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How far a rollout is, and when it makes no progress any more (rule UPD-2). Pure. */
final class ProgressRules {
    static final String DEADLINE_EXCEEDED = "PROGRESS_DEADLINE_EXCEEDED";
    static final String INSTANCES_FAILED = "INSTANCES_FAILED";

    private ProgressRules() {}

    /**
     * How the instances of a workload stand with its object; those that are being stopped are left out.
     *
     * @param revision of the object's template
     * @param available instances of it that have been ready for long enough
     * @param unavailable the others of it
     * @param failed how many of the others gave up
     * @param old instances of other revisions
     */
    record Stand(
            Version version,
            long revision,
            boolean paused,
            RolloutPolicy policy,
            int replicas,
            int available,
            int unavailable,
            int failed,
            int old) {
        boolean isComplete() {
            return old == 0 && unavailable == 0 && available == replicas;
        }
    }

    /**
     * What to store now. Complete stays complete for as long as the template is the same.
     *
     * @param patience until then nothing is called failed: a cluster that was just opened may not know yet what became
     *     ready meanwhile
     */
    static RolloutRow next(Optional<RolloutRow> before, Stand stand, Instant now, Instant patience) {
        RolloutRow row = begun(before, stand, now);
        if (row.isComplete()) {
            return row;
        }
        if (stand.isComplete()) {
            return row.completed();
        }
        if (stand.available() > row.available() || stand.old() < row.old()) {
            return row.progressed(stand.available(), stand.old(), now);
        }
        boolean standsStill = stand.paused() || row.progress().state() == Progress.State.FAILED;
        return standsStill
                ? row
                : failure(row, stand, now, patience).map(row::with).orElse(row);
    }

    private static RolloutRow begun(Optional<RolloutRow> before, Stand stand, Instant now) {
        Optional<RolloutRow> same = before.filter(row -> row.version().equals(stand.version()))
                .or(() -> before.filter(row -> row.isComplete() && row.isOf(stand.version(), stand.revision()))
                        .map(row -> row.at(stand.version())));
        if (same.isPresent()) {
            // The clock on the wall may have been put back between two openings.
            return same.get().since().isAfter(now) ? same.get().since(now) : same.get();
        }
        long complete = before.filter(row ->
                        row.version().incarnation().equals(stand.version().incarnation()))
                .map(RolloutRow::complete)
                .orElse(0L);
        return new RolloutRow(
                stand.version(), stand.revision(), Progress.ONGOING, now, stand.available(), stand.old(), complete);
    }

    private static Optional<Progress> failure(RolloutRow row, Stand stand, Instant now, Instant patience) {
        Optional<Instant> due = due(row, stand, patience);
        if (due.isPresent()) {
            return due.filter(at -> !now.isBefore(at))
                    .map(at -> Progress.failed(
                            DEADLINE_EXCEEDED,
                            "no progress for " + text(stand.policy().progressDeadline()) + ": " + counts(stand)));
        }
        boolean alone = stand.policy().onFailure() == RolloutPolicy.OnFailure.ROLLBACK;
        return alone && stand.failed() > 0
                ? Optional.of(Progress.failed(
                        INSTANCES_FAILED, stand.failed() + " of its new instances failed: " + counts(stand)))
                : Optional.empty();
    }

    private static String counts(Stand stand) {
        return stand.available() + " of " + stand.replicas() + " instances are available, " + stand.old()
                + " are of another revision";
    }

    private static String text(Optional<Duration> deadline) {
        long millis = deadline.orElse(Duration.ZERO).toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    /** When it will have failed if it makes no progress before; empty when it won't. */
    static Optional<Instant> due(RolloutRow row, Stand stand, Instant patience) {
        boolean counts = row.progress().state() == Progress.State.ONGOING && !stand.paused();
        return stand.policy()
                .progressDeadline()
                .filter(limit -> counts)
                .map(limit -> row.since().plus(limit))
                .map(at -> at.isBefore(patience) ? patience : at);
    }

    /** What is told of an object that may not have been looked at yet. */
    static Progress told(Optional<RolloutRow> row, Version version, long revision) {
        return row.filter(known -> known.version().equals(version) || known.isComplete())
                .filter(known -> known.isOf(version, revision))
                .map(RolloutRow::progress)
                .orElse(Progress.ONGOING);
    }
}
