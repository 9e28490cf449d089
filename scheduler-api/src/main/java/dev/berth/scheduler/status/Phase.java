package dev.berth.scheduler.status;

/** How a workload is doing, judged at the version observed (rule OBS-1). */
public enum Phase {
    /** Nothing runs yet, or something can't be placed. */
    PENDING,
    /** On the way to what was last accepted. */
    PROGRESSING,
    /** All desired instances are ready and of the current revision. */
    STABLE,
    /** It was, or should be, stable and isn't. */
    DEGRADED,
    /** A batch that ended well. */
    COMPLETED,
    /** A batch that ended badly, or a service whose instances gave up. */
    FAILED,
    /** A batch that was ended because that was asked for. */
    CANCELLED,
    /** A rollout that stands still until told otherwise. */
    PAUSED,
    /** It is being removed. */
    REMOVING,
    /** The backend said something that Berth can't interpret. */
    UNKNOWN
}
