package dev.berth.scheduler.error;

import java.util.List;

/** The state the caller relied on has changed, or a name belongs to something that is not ours. */
public final class ConflictException extends SchedulerException {
    private static final long serialVersionUID = 1L;

    public ConflictException(String message) {
        super(ErrorCode.CONFLICT, Effect.NONE, message, List.of(), null);
    }

    public ConflictException(String message, Effect effect) {
        super(ErrorCode.CONFLICT, effect, message, List.of(), null);
    }
}
