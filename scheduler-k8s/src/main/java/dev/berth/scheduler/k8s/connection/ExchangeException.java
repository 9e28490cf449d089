package dev.berth.scheduler.k8s.connection;

import dev.berth.scheduler.error.SchedulerException;

/** One exchange that failed, and whether the same request may be sent again. */
final class ExchangeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean again;
    private final SchedulerException failure;

    private ExchangeException(boolean again, SchedulerException failure) {
        super(failure);
        this.again = again;
        this.failure = failure;
    }

    /** Nothing came of it, and the server may be there in a moment. */
    static ExchangeException unreached(SchedulerException failure) {
        return new ExchangeException(true, failure);
    }

    static ExchangeException last(SchedulerException failure) {
        return new ExchangeException(false, failure);
    }

    boolean mayGoAgain() {
        return again;
    }

    SchedulerException failure() {
        return failure;
    }
}
