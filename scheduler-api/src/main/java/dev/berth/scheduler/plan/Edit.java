package dev.berth.scheduler.plan;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;

/** One change asked for. Every verb is an edit, so that all of them can be planned, and many sent at once. */
public sealed interface Edit permits Edit.Apply, Edit.Scale, Edit.Rollback, Edit.Verb {
    Kind kind();

    WorkloadId id();

    /** For switching. */
    enum Kind {
        APPLY,
        SCALE,
        ROLLBACK,
        RESTART,
        CANCEL,
        PAUSE,
        RESUME,
        ABORT,
        REMOVE
    }

    /** Makes the workload as {@code spec} says, whether or not it exists. */
    static Edit apply(WorkloadSpec spec) {
        return new Apply(spec);
    }

    /** Changes the count of a REPLICATED workload; nothing is restarted (rules SCL-1 to SCL-3). */
    static Edit scale(WorkloadId id, int replicas) {
        return new Scale(id, replicas);
    }

    /** Makes a new revision equal to an earlier one; the count stays (rule HIS-1). */
    static Edit rollback(WorkloadId id, long revision) {
        return new Rollback(id, revision);
    }

    /** Replaces every instance within the rollout policy, as for a rotated secret. */
    static Edit restart(WorkloadId id) {
        return new Verb(Kind.RESTART, id);
    }

    /**
     * Ends the run of a BATCH or GLOBAL_BATCH; one that has ended, or is cancelled, stays as it is (UNCHANGED). A restart
     * or another template runs it again.
     */
    static Edit cancel(WorkloadId id) {
        return new Verb(Kind.CANCEL, id);
    }

    /**
     * Holds a rollout where it is, of a CRON its ticks. Where nothing rolls it holds what comes next: a template applied
     * meanwhile waits for {@link #resume}, count and labels don't. What is paused stays as it is (UNCHANGED). A restart
     * and a rollback of what was paused this way are INVALID until it is resumed.
     */
    static Edit pause(WorkloadId id) {
        return new Verb(Kind.PAUSE, id);
    }

    /** Lets a paused rollout go on, one that was paused for its failure too; what isn't paused stays as it is. */
    static Edit resume(WorkloadId id) {
        return new Verb(Kind.RESUME, id);
    }

    /**
     * Takes a rollout, paused or not, back: makes a new revision equal to the last one that was complete, so that its
     * instances stay; the count stays too. UNCHANGED when the current revision is complete or is equal to that one
     * already; INVALID when no revision has been complete.
     */
    static Edit abort(WorkloadId id) {
        return new Verb(Kind.ABORT, id);
    }

    /** Stops and forgets the workload; removing what isn't there changes nothing (rule RMV-1). */
    static Edit remove(WorkloadId id) {
        return new Verb(Kind.REMOVE, id);
    }

    /** See {@link Edit#apply}. */
    record Apply(WorkloadSpec spec) implements Edit {
        @Override
        public Kind kind() {
            return Kind.APPLY;
        }

        @Override
        public WorkloadId id() {
            return spec.id();
        }
    }

    /**
     * See {@link Edit#scale}.
     *
     * @param replicas 0 or more
     */
    record Scale(WorkloadId id, int replicas) implements Edit {
        @Override
        public Kind kind() {
            return Kind.SCALE;
        }
    }

    /**
     * See {@link Edit#rollback}.
     *
     * @param revision a number from the workload's history
     */
    record Rollback(WorkloadId id, long revision) implements Edit {
        @Override
        public Kind kind() {
            return Kind.ROLLBACK;
        }
    }

    /**
     * An edit that needs nothing but the workload.
     *
     * @param kind RESTART, CANCEL, PAUSE, RESUME, ABORT or REMOVE
     */
    record Verb(Kind kind, WorkloadId id) implements Edit {}
}
