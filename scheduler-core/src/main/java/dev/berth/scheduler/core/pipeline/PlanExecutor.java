package dev.berth.scheduler.core.pipeline;

import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change.Action;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.StoredRecord;
import java.util.Optional;

/** Claims and sends. After its claim an edit is accepted: whoever finds it unfinished finishes it (rule APP-5). */
final class PlanExecutor {
    private final Backend backend;
    private final Finisher finisher;

    PlanExecutor(Backend backend, Finisher finisher) {
        this.backend = backend;
        this.finisher = finisher;
    }

    Applied.Item execute(ChangeData change, Call call) {
        if (change.action() == Action.UNCHANGED) {
            return item(change, Optional.empty());
        }
        boolean claimed = false;
        try {
            if (change.claim().isPresent()) {
                claim(change, change.claim().get(), call);
                claimed = true;
            }
            send(change, call);
            return item(change, Optional.empty());
        } catch (SchedulerException e) {
            return item(change, Optional.of(claimed ? afterClaim(e) : e));
        }
    }

    private void claim(ChangeData change, StoredRecord record, Call call) {
        if (!backend.createIfAbsent(record, call)) {
            throw new ConflictException(change.id() + " was changed by another writer since it was planned");
        }
    }

    private void send(ChangeData change, Call call) {
        try {
            for (NativeWrite write : change.writes()) {
                backend.send(change.id(), write, call);
            }
        } catch (ConflictException e) {
            // Another writer was between our claim and our write: what counts now is the highest claim, ours or not.
            finisher.finish(change.id(), call);
        }
    }

    /** The record exists, so something has changed whatever the native writes came to. */
    private static SchedulerException afterClaim(SchedulerException e) {
        if (e.effect() == Effect.UNKNOWN) {
            return e;
        }
        String message =
                e.getMessage() + "; the edit is accepted, and is finished by a controller or by applying again";
        return switch (e.code()) {
            case UNAVAILABLE -> ContactException.unavailable(message, Effect.UNKNOWN, e);
            case TIMEOUT -> ContactException.timeout(message, Effect.UNKNOWN);
            case CANCELLED -> ContactException.cancelled(message, Effect.UNKNOWN);
            case INVALID, UNSUPPORTED, INFEASIBLE, NOT_FOUND, CONFLICT, UNAUTHORIZED, BACKEND ->
                new BackendException(message, Effect.UNKNOWN, "", e);
        };
    }

    private static Applied.Item item(ChangeData change, Optional<SchedulerException> failure) {
        return new Applied.Item(change.id(), change.action(), change.version(), change.revision(), failure);
    }

    /** Whether nothing happened because another writer was first. */
    static boolean lostTheRace(Applied.Item item) {
        return item.failure()
                .filter(e -> e.code() == ErrorCode.CONFLICT && e.effect() == Effect.NONE)
                .isPresent();
    }
}
