package dev.berth.scheduler.local.probe;

import dev.berth.scheduler.spec.Probe;

/** Counts answers in a row (rule HLT-3). */
final class Thresholds {
    private final int successThreshold;
    private final int failureThreshold;
    private State state = State.UNKNOWN;
    private boolean passedOnce;
    private int successes;
    private int failures;

    Thresholds(Probe probe) {
        successThreshold = probe.successThreshold();
        failureThreshold = probe.failureThreshold();
    }

    /** What is known of the instance. */
    enum State {
        UNKNOWN,
        PASSING,
        FAILING
    }

    /**
     * Counts an answer.
     *
     * @param forgiven whether it has no consequence if it is a failure, but that it ends a row of successes
     * @return whether the state changed
     */
    boolean count(boolean passed, boolean forgiven) {
        successes = passed ? successes + 1 : 0;
        failures = passed ? 0 : failures + (forgiven ? 0 : 1);
        if (passed ? successes < successThreshold : failures < failureThreshold) {
            return false;
        }
        State reached = passed ? State.PASSING : State.FAILING;
        boolean changed = state != reached;
        passedOnce |= passed;
        state = reached;
        return changed;
    }

    /** Whether it has been passing at any time. */
    boolean hasPassed() {
        return passedOnce;
    }
}
