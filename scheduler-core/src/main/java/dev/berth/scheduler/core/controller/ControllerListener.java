package dev.berth.scheduler.core.controller;

/** Is told how a controller stands, each time that turns; on the controller's own thread, which it is not to hold up. */
public interface ControllerListener {
    /** Takes no notice. */
    ControllerListener NONE = (standing, why) -> {};

    /**
     * It stands so from now on.
     *
     * @param why of a failure, for people; else empty
     */
    void stands(Standing standing, String why);

    /** How a controller stands. */
    enum Standing {
        /** It holds the lease: what is left to do is done. */
        ACTING,
        /** Another one holds the lease; it is asked for again and again. */
        WAITING,
        /** The backend can't be watched; that is tried again and again. */
        FAILING
    }
}
