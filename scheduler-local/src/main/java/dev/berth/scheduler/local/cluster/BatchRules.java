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
        int left = run.shape().completions() - run.tally().succeeded();
        return Math.max(0, Math.min(run.shape().parallelism(), left) - working);
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
        if (next.verdict().isPresent()) {
            String why = reason.isEmpty() ? Reason.ENDED : reason;
            return new Ended(next, ended(InstancePhase.FAILED, instance, new Note(why, end.sentence())));
        }
        return new Ended(next, again(instance.restarts(), end, reason, ran));
    }

    private static boolean isWell(Termination end) {
        return end.kind() == Termination.Kind.EXITED && end.exitCode() == 0;
    }

    private static RunRow decided(RunRow run, Termination end, String reason) {
        Batch shape = run.shape();
        if (run.tally().succeeded() >= shape.completions()) {
            return run.decided(Verdict.COMPLETED);
        }
        if (run.tally().failed() > shape.retries()) {
            String message = end.sentence() + "; failed attempts: "
                    + run.tally().failed() + ", of which may be tried again: " + shape.retries();
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
