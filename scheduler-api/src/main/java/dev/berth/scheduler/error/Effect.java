package dev.berth.scheduler.error;

/** Whether a failed call may have changed anything. */
public enum Effect {
    /** Nothing was changed. */
    NONE,
    /** A change may have happened, wholly or in part; applying again repairs it. */
    UNKNOWN
}
