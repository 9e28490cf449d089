package dev.berth.scheduler.swarm.connection;

import dev.berth.scheduler.error.SchedulerException;

/** One attempt at one manager that failed, and what may be tried next. */
final class AttemptException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is to follow. */
    enum Next {
        /** The same again: a kept connection had been closed by the other side. */
        SAME_MANAGER,
        /** Another manager. */
        OTHER_MANAGER,
        /** Nothing: it is unknown what was done, or what was read was already told. */
        NONE
    }

    private final Next next;
    private final SchedulerException failure;

    AttemptException(Next next, SchedulerException failure) {
        super(failure);
        this.next = next;
        this.failure = failure;
    }

    Next next() {
        return next;
    }

    SchedulerException failure() {
        return failure;
    }
}
