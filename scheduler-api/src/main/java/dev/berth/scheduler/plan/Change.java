package dev.berth.scheduler.plan;

import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.spec.WorkloadId;
import java.util.List;
import java.util.Set;

/** What executing a plan does to one workload (rule APP-6). */
public interface Change {
    WorkloadId id();

    Action action();

    /** Why; empty when UNCHANGED. */
    Set<Cause> causes();

    /** Fields of the spec, by path; for DRIFT, fields of native objects. */
    List<FieldDiff> diff();

    /** Exactly what will be sent, in order. */
    List<NativeWrite> writes();

    /** The native objects as they will be, sent or not. */
    List<NativeObject> rendering();

    /** How many running instances will be replaced or stopped. */
    int restarts();

    /** What the backend does with a difference, of the capabilities this spec needs. */
    List<Problem> caveats();

    /** What becomes of the workload. */
    enum Action {
        CREATE,
        UPDATE,
        REMOVE,
        UNCHANGED
    }

    /** Why a workload changes. */
    enum Cause {
        /** Its template. */
        SPEC,
        /** Its count. */
        SCALE,
        /** Its labels, annotations or policies, which restart nothing. */
        LABELS,
        /** A restart was asked for. */
        RESTART,
        /** Its rollouts are held, or the ticks of a CRON. */
        PAUSE,
        /** Its rollouts go on. */
        RESUME,
        /** A rollout is taken back to the last revision that was complete. */
        ABORT,
        /** A run is ended. */
        CANCEL,
        /** Native objects differ from what was sent. */
        DRIFT,
        /** Objects that weren't ours are taken over. */
        ADOPTION,
        /** A newer version of Berth renders it differently. */
        RENDERING,
        /** An earlier edit stopped half-way and is finished. */
        UNFINISHED
    }
}
