package dev.berth.scheduler.local.simulation;

import dev.berth.scheduler.local.process.ProcessEnd;
import java.time.Duration;
import java.util.Optional;

/**
 * What a simulated process does.
 *
 * @param startsAfter from the launch until it is told that it runs
 * @param executesAfter from then until its program is executed; empty: it never is
 * @param lives from its start until it ends by itself; empty: it goes on
 * @param end how it then ends; of kind NOT_STARTED it never runs
 * @param stopsAfter from a signal until it ends; empty: it ignores all but KILL
 * @param leaves how many processes it leaves behind
 */
public record Behaviour(
        Duration startsAfter,
        Optional<Duration> executesAfter,
        Optional<Duration> lives,
        ProcessEnd end,
        Optional<Duration> stopsAfter,
        int leaves) {
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    /** Starts within a millisecond, runs, and ends a millisecond after a signal. */
    public static Behaviour usual() {
        return new Behaviour(
                MILLISECOND,
                Optional.of(Duration.ZERO),
                Optional.empty(),
                new ProcessEnd(ProcessEnd.Kind.EXITED, 0, null),
                Optional.of(MILLISECOND),
                0);
    }

    public Behaviour startingAfter(Duration delay) {
        return new Behaviour(delay, executesAfter, lives, end, stopsAfter, leaves);
    }

    /** Its program takes so long to be executed. */
    public Behaviour executingAfter(Duration delay) {
        return new Behaviour(startsAfter, Optional.of(delay), lives, end, stopsAfter, leaves);
    }

    /** Ends by itself with an exit code. */
    public Behaviour exitingAfter(Duration life, int code) {
        return new Behaviour(
                startsAfter,
                executesAfter,
                Optional.of(life),
                new ProcessEnd(ProcessEnd.Kind.EXITED, code, null),
                stopsAfter,
                leaves);
    }

    /** Never runs. */
    public Behaviour refused(String reason) {
        return new Behaviour(
                startsAfter,
                executesAfter,
                Optional.of(Duration.ZERO),
                new ProcessEnd(ProcessEnd.Kind.NOT_STARTED, -1, reason),
                stopsAfter,
                leaves);
    }

    public Behaviour stoppingAfter(Duration delay) {
        return new Behaviour(startsAfter, executesAfter, lives, end, Optional.of(delay), leaves);
    }

    public Behaviour ignoringSignals() {
        return new Behaviour(startsAfter, executesAfter, lives, end, Optional.empty(), leaves);
    }

    public Behaviour leaving(int processes) {
        return new Behaviour(startsAfter, executesAfter, lives, end, stopsAfter, processes);
    }

    boolean isRefused() {
        return end.kind() == ProcessEnd.Kind.NOT_STARTED;
    }
}
