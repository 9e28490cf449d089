package dev.berth.scheduler.status;

/** Where one instance is in its life. */
public enum InstanceState {
    /** Not placed yet. */
    PENDING,
    /** Placed; its tasks are being started, or wait to be started again. */
    STARTING,
    /** Its tasks run; whether it takes traffic is {@link Instance#ready}. */
    RUNNING,
    /** Asked to stop. */
    STOPPING,
    /** Ended well and not to be started again. */
    COMPLETED,
    /** Ended, could not start, or gave up; not to be started again. */
    FAILED,
    /** Its node can't be asked. */
    LOST,
    /** The backend said something that Berth can't interpret. */
    UNKNOWN
}
