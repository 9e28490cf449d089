package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.cluster.InstanceRow.Note;
import dev.berth.scheduler.local.cluster.InstanceRow.Restarts;
import dev.berth.scheduler.local.cluster.RestartRules.Decision;
import dev.berth.scheduler.local.cluster.RunRow.Tally;
import dev.berth.scheduler.local.cluster.RunRow.Verdict;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.Termination;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What follows in a run of a batch (rule BAT-2). Pure. An attempt is good when its process ended by itself with exit code
 * 0; any other end failed, one that nobody knows too: to take it for good would invent a success. What failed is tried
 * again by the same instance, after the pauses a service has whose policy states none.
 */
final class BatchRules {
    private BatchRules() {}

    /** What an end makes of the run and of the instance. */
    record Ended(RunRow run, Decision instance) {}

    /** How many instances to make, {@code working} having neither ended for good nor gone. */
    static int create(RunRow run, int working) {
        if (run.verdict().isPresent()) {
            return 0;
        }
        if (run.origin().nodes().isPresent()) {
            return left(run);
        }
        int left = run.shape().completions() - run.tally().succeeded();
        return Math.max(0, Math.min(run.shape().parallelism(), left) - working);
    }

    /** On how many of its nodes nothing was begun yet. */
    private static int left(RunRow run) {
        int nodes = run.origin().nodes().map(List::size).orElse(0);
        return nodes - run.tally().given() + run.tally().returned().size();
    }

    /**
     * The verdict on a run that has one instance on each of its nodes, once each has come to an end there.
     *
     * @param working instances that have neither ended for good nor gone
     */
    static Optional<Verdict> onEach(RunRow run, int working) {
        if (run.origin().nodes().isEmpty() || working > 0 || left(run) > 0) {
            return Optional.empty();
        }
        int nodes = run.origin().nodes().get().size();
        int missed = nodes - run.tally().succeeded();
        if (nodes == 0) {
            return Optional.of(new Verdict(Run.State.FAILED, Reason.NO_NODES, "no node matched when it began"));
        }
        return Optional.of(
                missed == 0
                        ? Verdict.COMPLETED
                        : new Verdict(
                                Run.State.FAILED,
                                Reason.ATTEMPT_FAILED,
                                missed + " of " + nodes + " nodes have not completed; failed attempts: "
                                        + run.tally().failed()));
    }

    /** After an attempt was lost with its node: nobody knows how it ended, so it failed. */
    static RunRow lost(RunRow run, InstanceRow instance, Termination end) {
        Tally tally = run.tally().counting(false, new Run.Attempt(instance.id(), end));
        boolean onEach = run.origin().nodes().isPresent();
        Tally next = onEach ? tally : tally.returning(instance.origin().index());
        return decided(run.with(next), end, Reason.NODE_LOST);
    }

    /**
     * After an attempt ended that nobody had asked to stop.
     *
     * @param reason why, if it isn't simply that the process ended; it then failed, unless it left processes behind
     * @param ran how long the process ran
     */
    static Ended after(RunRow run, InstanceRow instance, Termination end, String reason, Duration ran) {
        boolean well = isWell(end) && (reason.isEmpty() || reason.equals(Reason.LEFT_PROCESSES));
        Tally tally = run.tally().counting(well, new Run.Attempt(instance.id(), end));
        RunRow next = decided(run.with(tally), end, reason);
        if (well) {
            return new Ended(next, ended(InstancePhase.COMPLETED, instance, new Note(reason, end.sentence())));
        }
        boolean givenUp = run.origin().nodes().isPresent()
                && instance.restarts().count() >= run.shape().retries();
        if (next.verdict().isPresent() || givenUp) {
            String why = reason.isEmpty() ? Reason.ENDED : reason;
            return new Ended(next, ended(InstancePhase.FAILED, instance, new Note(why, end.sentence())));
        }
        return new Ended(next, again(instance.restarts(), end, reason, ran));
    }

    static boolean isWell(Termination end) {
        return end.kind() == Termination.Kind.EXITED && end.exitCode() == 0;
    }

    private static RunRow decided(RunRow run, Termination end, String reason) {
        Batch shape = run.shape();
        boolean onEach = run.origin().nodes().isPresent();
        if (run.tally().succeeded() >= shape.completions()) {
            return run.decided(Verdict.COMPLETED);
        }
        if (!onEach && run.tally().failed() > shape.retries()) {
            String message = end.sentence() + "; failed attempts: "
                    + run.tally().failed() + ", retries allowed: " + shape.retries();
            return run.decided(
                    new Verdict(Run.State.FAILED, reason.isEmpty() ? Reason.ATTEMPT_FAILED : reason, message));
        }
        return run;
    }

    private static Decision ended(InstancePhase phase, InstanceRow instance, Note note) {
        return new Decision(phase, Duration.ZERO, instance.restarts(), note);
    }

    private static Decision again(Restarts history, Termination end, String reason, Duration ran) {
        int step = ran.compareTo(RestartRules.LONG_ENOUGH) >= 0 ? 0 : history.step();
        Duration pause = RestartRules.pause(RestartRules.DEFAULT_BACK_OFF, step);
        return new Decision(
                InstancePhase.WAITING,
                pause,
                new Restarts(history.count() + 1, step + 1, List.of()),
                new Note(
                        reason.isEmpty() ? Reason.BACK_OFF : reason,
                        end.sentence() + "; tried again after " + RestartRules.text(pause)));
    }
}
