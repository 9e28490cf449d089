package dev.berth.scheduler.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** UNAUTHORIZED, UNAVAILABLE, TIMEOUT or CANCELLED: the backend could not be asked, or not to the end. */
public final class ContactException extends SchedulerException {
    private static final long serialVersionUID = 1L;

    private ContactException(ErrorCode code, Effect effect, String message, @Nullable Throwable cause) {
        super(code, effect, message, List.of(), cause);
    }

    /** The backend refused the caller's identity or permissions; nothing was changed. */
    public static ContactException unauthorized(String message) {
        return unauthorized(message, Effect.NONE);
    }

    /** The same, of a step of what others may have changed before. */
    public static ContactException unauthorized(String message, Effect effect) {
        return new ContactException(ErrorCode.UNAUTHORIZED, effect, message, null);
    }

    /** The backend can't be reached, or can't serve just now. */
    public static ContactException unavailable(String message, Effect effect, @Nullable Throwable cause) {
        return new ContactException(ErrorCode.UNAVAILABLE, effect, message, cause);
    }

    /** The call's deadline passed. */
    public static ContactException timeout(String message, Effect effect) {
        return new ContactException(ErrorCode.TIMEOUT, effect, message, null);
    }

    /** The thrower keeps the thread's interrupt flag set. */
    public static ContactException cancelled(String message, Effect effect) {
        return new ContactException(ErrorCode.CANCELLED, effect, message, null);
    }
}
