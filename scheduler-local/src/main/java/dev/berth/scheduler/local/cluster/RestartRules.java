package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.cluster.InstanceRow.Note;
import dev.berth.scheduler.local.cluster.InstanceRow.Restarts;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.status.Termination;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What follows the end of a process (rule RST-1). Pure. */
final class RestartRules {
    /** Pauses of a policy that states none. */
    static final RestartPolicy.BackOff DEFAULT_BACK_OFF =
            new RestartPolicy.BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1), 2.0);

    /** After a run of this length the next pause is the first one again. */
    static final Duration LONG_ENOUGH = Duration.ofSeconds(10);

    private RestartRules() {}

    /**
     * What becomes of an instance.
     *
     * @param phase WAITING, COMPLETED or FAILED
     * @param pause before the next start, when WAITING
     * @param restarts the history, the next start in it already
     */
    record Decision(InstancePhase phase, Duration pause, Restarts restarts, Note note) {}

    /**
     * Decides after one end.
     *
     * @param reason why, if it isn't simply that the process ended: it then stays the reason
     * @param ran how long the process ran
     */
    static Decision decide(
            RestartPolicy policy, Restarts history, Termination end, String reason, Duration ran, Instant now) {
        boolean well = end.kind() == Termination.Kind.EXITED && end.exitCode() == 0 && !reason.equals(Reason.LIVENESS);
        boolean again = switch (policy.condition()) {
            case ALWAYS -> true;
            case ON_FAILURE -> !well;
            case NEVER -> false;
        };
        String message = end.sentence();
        if (!again) {
            String why = reason.isEmpty() ? Reason.ENDED : reason;
            return well
                    ? new Decision(InstancePhase.COMPLETED, Duration.ZERO, history, new Note(reason, message))
                    : new Decision(InstancePhase.FAILED, Duration.ZERO, history, new Note(why, message));
        }
        return within(policy, history, now)
                ? again(policy, history, message, reason, ran, now)
                : givenUp(policy, history, message, reason);
    }

    private static boolean within(RestartPolicy policy, Restarts history, Instant now) {
        return policy.limit()
                .map(limit -> history.recent().stream()
                                .filter(at -> at.isAfter(now.minus(limit.window())))
                                .count()
                        < limit.attempts())
                .orElse(true);
    }

    private static Decision givenUp(RestartPolicy policy, Restarts history, String message, String reason) {
        RestartPolicy.Limit limit = policy.limit().orElseThrow();
        boolean neverRan = reason.equals(Reason.CANNOT_START) || reason.equals(Reason.PORT_TAKEN);
        return new Decision(
                InstancePhase.FAILED,
                Duration.ZERO,
                history,
                new Note(
                        neverRan ? reason : Reason.CRASH_LOOP,
                        message + "; " + limit.attempts() + " restarts within " + text(limit.window())
                                + " are the limit"));
    }

    private static Decision again(
            RestartPolicy policy, Restarts history, String message, String reason, Duration ran, Instant now) {
        int step = ran.compareTo(LONG_ENOUGH) >= 0 ? 0 : history.step();
        Duration pause = pause(policy.backOff().orElse(DEFAULT_BACK_OFF), step);
        Restarts next = new Restarts(history.count() + 1, step + 1, recent(policy, history, now));
        return new Decision(
                InstancePhase.WAITING,
                pause,
                next,
                new Note(
                        reason.isEmpty() ? Reason.BACK_OFF : reason, message + "; started again after " + text(pause)));
    }

    /** Nothing older than the window, so that the list has at most as many entries as the limit allows. */
    private static List<Instant> recent(RestartPolicy policy, Restarts history, Instant now) {
        List<Instant> recent = new ArrayList<>();
        policy.limit().ifPresent(limit -> {
            history.recent().stream()
                    .filter(at -> at.isAfter(now.minus(limit.window())))
                    .forEach(recent::add);
            recent.add(now);
        });
        return recent;
    }

    static Duration pause(RestartPolicy.BackOff backOff, int step) {
        double millis = backOff.initial().toMillis() * Math.pow(backOff.factor(), step);
        long longest = backOff.maximum().toMillis();
        return Duration.ofMillis(millis >= longest ? longest : (long) millis);
    }

    static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
