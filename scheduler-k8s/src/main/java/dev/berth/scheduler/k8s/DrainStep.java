package dev.berth.scheduler.k8s;

import java.util.Optional;

/**
 * What is done next so that a Deployment's pods leave their nodes within the limits of its rollout (rule NOD-2). Where pods may be added,
 * as many are started elsewhere first, and once they are ready their number goes down again, those that are to leave first. Where none
 * may be added, as many are evicted as may be missing. What isn't ready is evicted at once: it is missing as it is. Pure.
 *
 * @param replicas how many pods there are to be
 * @param unavailable how many of them may be missing
 * @param mayAdd how many more there may be
 * @param surge how many were added by a step before; empty where none were
 * @param available how many have been ready for long enough
 * @param settled whether its controller has made the pods it was told to make, all of one revision
 * @param paused whether its rollout is paused
 * @param ready how many ready ones are to leave
 * @param unready how many others are to leave
 * @param roomElsewhere whether there is a node that they could go to, as far as that can be told
 */
record DrainStep(
        int replicas,
        int unavailable,
        int mayAdd,
        Optional<Integer> surge,
        int available,
        boolean settled,
        boolean paused,
        int ready,
        int unready,
        boolean roomElsewhere) {

    /** What to do. */
    enum Kind {
        WAIT,
        /** Start {@code count} more. */
        ADD,
        /** Have the number as it was. */
        RESTORE,
        /** Evict {@code count} that are ready. */
        EVICT,
        /** Evict those that aren't ready. */
        EVICT_UNREADY
    }

    record Decision(Kind kind, int count) {}

    Decision decide() {
        int leaving = ready + unready;
        if (surge.isPresent() && (leaving == 0 || (settled && available >= replicas + surge.get()))) {
            return new Decision(Kind.RESTORE, surge.get());
        }
        if (leaving == 0 || paused || !settled || !roomElsewhere) {
            return new Decision(Kind.WAIT, 0);
        }
        if (unready > 0) {
            return new Decision(Kind.EVICT_UNREADY, unready);
        }
        if (surge.isPresent()) {
            return new Decision(Kind.WAIT, 0);
        }
        if (mayAdd > 0) {
            return new Decision(Kind.ADD, Math.min(mayAdd, ready));
        }
        int mayGo = Math.min(ready, available - (replicas - unavailable));
        return mayGo > 0 ? new Decision(Kind.EVICT, mayGo) : new Decision(Kind.WAIT, 0);
    }
}
