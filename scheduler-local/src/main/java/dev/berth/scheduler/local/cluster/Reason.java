package dev.berth.scheduler.local.cluster;

/** The reasons an instance may bear; see the module's README. */
final class Reason {
    static final String UNPLACEABLE = "UNPLACEABLE";
    static final String NOT_READY = "NOT_READY";
    static final String LIVENESS = "LIVENESS";
    static final String INITIALIZING = "INITIALIZING";
    static final String CANNOT_START = "CANNOT_START";
    static final String PORT_TAKEN = "PORT_TAKEN";
    static final String BACK_OFF = "BACK_OFF";
    static final String CRASH_LOOP = "CRASH_LOOP";
    static final String ENDED = "ENDED";
    static final String ATTEMPT_FAILED = "ATTEMPT_FAILED";
    static final String NO_NODES = "NO_NODES";
    static final String CANCELLED = "CANCELLED";
    static final String DEADLINE_EXCEEDED = "DEADLINE_EXCEEDED";
    static final String RUN_ENDED = "RUN_ENDED";
    static final String SCALED_DOWN = "SCALED_DOWN";
    static final String REPLACED = "REPLACED";
    static final String DRAINED = "DRAINED";
    static final String REMOVED = "REMOVED";
    static final String NOT_MATCHING = "NOT_MATCHING";
    static final String NODE_LOST = "NODE_LOST";
    static final String NODE_GONE = "NODE_GONE";
    static final String LEFT_PROCESSES = "LEFT_PROCESSES";
    static final String DISK_FULL = "DISK_FULL";

    private Reason() {}
}
