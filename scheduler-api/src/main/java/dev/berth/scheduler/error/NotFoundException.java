package dev.berth.scheduler.error;

import java.util.List;

/** What was named does not exist. */
public final class NotFoundException extends SchedulerException {
    private static final long serialVersionUID = 1L;

    public NotFoundException(String message) {
        super(ErrorCode.NOT_FOUND, Effect.NONE, message, List.of(), null);
    }
}
