package dev.berth.scheduler.local;

import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.local.store.StoreException;
import java.io.IOException;

/** Failures of the store and of the machine in the words of the API. Pure. */
final class LocalErrors {
    private LocalErrors() {}

    static SchedulerException of(StoreException failure) {
        String message = String.valueOf(failure.getMessage());
        return switch (failure.kind()) {
            case HELD, UNUSABLE, NOT_WRITTEN -> ContactException.unavailable(message, Effect.NONE, failure);
            case UNKNOWN -> ContactException.unavailable(message, Effect.UNKNOWN, failure);
            case DAMAGED, NEWER -> new BackendException(message, Effect.NONE, "", failure);
        };
    }

    static SchedulerException of(IOException failure) {
        return ContactException.unavailable(
                "processes can't be started here: " + failure.getMessage(), Effect.NONE, failure);
    }

    static SchedulerException unreadableLog(IOException failure) {
        return new BackendException("a log can't be read: " + failure, Effect.NONE, failure.toString(), failure);
    }
}
