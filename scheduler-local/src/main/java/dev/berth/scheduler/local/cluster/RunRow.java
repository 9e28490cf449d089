package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that is stored of a run of a batch.
 *
 * @param origin what it was made for
 * @param shape what it is to do; a later edit changes nothing about it
 * @param tally what came of its attempts so far
 * @param verdict how it ends, once that is decided; it has ended when {@code endedAt} is there too
 * @param startedAt when its first process ran
 * @param endedAt when nothing of it ran any more
 */
public record RunRow(
        RunId id,
        Origin origin,
        Batch shape,
        Tally tally,
        Optional<Verdict> verdict,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt) {
    /** How many ends of attempts are kept. */
    static final int ATTEMPTS_KEPT = 50;

    static RunRow pending(RunId id, Origin origin, Batch shape) {
        return new RunRow(id, origin, shape, Tally.NONE, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Whether its end is recorded: nothing of it starts ever again. */
    public boolean isOver() {
        return endedAt.isPresent();
    }

    /** Whether an instance is part of it: another life of the workload may have had a run of this name. */
    boolean has(InstanceRow instance) {
        return instance.origin().run().equals(Optional.of(id.name()))
                && instance.origin().incarnation().equals(origin.incarnation());
    }

    /** What a watcher is told. */
    public Run.State state() {
        if (isOver()) {
            return verdict.orElseThrow().state();
        }
        return startedAt.isPresent() ? Run.State.RUNNING : Run.State.PENDING;
    }

    RunRow with(Tally next) {
        return new RunRow(id, origin, shape, next, verdict, startedAt, endedAt);
    }

    /** The first verdict stays. */
    RunRow decided(Verdict how) {
        return verdict.isPresent() ? this : new RunRow(id, origin, shape, tally, Optional.of(how), startedAt, endedAt);
    }

    RunRow startedAt(Instant time) {
        return new RunRow(id, origin, shape, tally, verdict, Optional.of(time), endedAt);
    }

    RunRow endedAt(Instant time) {
        return new RunRow(id, origin, shape, tally, verdict, startedAt, Optional.of(time));
    }

    /**
     * What a run was made for.
     *
     * @param incarnation the life of its workload
     * @param revision the template its instances are made from
     * @param tick of a CRON
     * @param nodes when it has one instance on each of them, in the order of the instances' indexes
     */
    public record Origin(String incarnation, long revision, Optional<Instant> tick, Optional<List<String>> nodes) {
        public Origin {
            nodes = nodes.map(List::copyOf);
        }

        Origin(String incarnation, long revision, Optional<Instant> tick) {
            this(incarnation, revision, tick, Optional.empty());
        }
    }

    /**
     * What came of a run's attempts.
     *
     * @param succeeded how many instances ended well
     * @param failed how many attempts did not
     * @param given how many indexes instances were given
     * @param returned those of instances that are gone without an end of their own, to be given again
     * @param attempts how attempts ended, oldest first; the last {@link #ATTEMPTS_KEPT}
     */
    public record Tally(int succeeded, int failed, int given, List<Integer> returned, List<Run.Attempt> attempts) {
        static final Tally NONE = new Tally(0, 0, 0, List.of(), List.of());

        public Tally {
            returned = List.copyOf(returned);
            attempts = List.copyOf(attempts);
        }

        int nextIndex() {
            return returned.isEmpty() ? given : returned.get(0);
        }

        Tally afterGiving() {
            return returned.isEmpty()
                    ? new Tally(succeeded, failed, given + 1, returned, attempts)
                    : new Tally(succeeded, failed, given, returned.subList(1, returned.size()), attempts);
        }

        Tally returning(int index) {
            List<Integer> all = new ArrayList<>(returned);
            all.add(index);
            return new Tally(succeeded, failed, given, all, attempts);
        }

        Tally counting(boolean well, Run.Attempt attempt) {
            return new Tally(succeeded + (well ? 1 : 0), failed + (well ? 0 : 1), given, returned, attempts)
                    .noting(attempt);
        }

        /** One that was stopped counts neither way. */
        Tally noting(Run.Attempt attempt) {
            List<Run.Attempt> all = new ArrayList<>(attempts);
            all.add(attempt);
            return new Tally(
                    succeeded,
                    failed,
                    given,
                    returned,
                    all.subList(Math.max(0, all.size() - ATTEMPTS_KEPT), all.size()));
        }
    }

    /**
     * How a run ends.
     *
     * @param reason upper-case and stable, empty when it completed
     * @param message a sentence
     */
    public record Verdict(Run.State state, String reason, String message) {
        static final Verdict COMPLETED = new Verdict(Run.State.COMPLETED, "", "");
    }
}
