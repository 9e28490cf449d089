package dev.berth.scheduler.local.cluster;

/** Where an instance is in its life, as stored. The names are in the state file. */
public enum InstancePhase {
    /** No node takes it yet. */
    PENDING,
    /** It has a node; its process is about to be started, or may have been. */
    STARTING,
    /** Its process runs. */
    RUNNING,
    /** Its process ended and is started again after a pause. */
    WAITING,
    /** It is to go; its process was asked to end. */
    STOPPING,
    /** Of several tasks one has ended for good; the others are being ended, and then it has ended likewise. */
    ENDING,
    /** Ended well; not started again. */
    COMPLETED,
    /** Gave up. */
    FAILED;

    /** Whether there is, or may be, a process; an instance of several tasks has none itself. */
    boolean mayRun() {
        return switch (this) {
            case STARTING, RUNNING, STOPPING -> true;
            case PENDING, WAITING, ENDING, COMPLETED, FAILED -> false;
        };
    }

    boolean isEnded() {
        return this == COMPLETED || this == FAILED;
    }
}
