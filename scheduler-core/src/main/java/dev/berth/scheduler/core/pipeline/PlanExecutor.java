package dev.berth.scheduler.core.pipeline;

import dev.berth.scheduler.core.record.RecordSummary;
import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change.Action;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.StoredRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Claims and sends. After its claim an edit is accepted: whoever finds it unfinished finishes it (rule APP-5). */
final class PlanExecutor {
    private static final Pattern LINES = Pattern.compile("\\R\\s*");

    private final Backend backend;
    private final Finisher finisher;

    PlanExecutor(Backend backend, Finisher finisher) {
        this.backend = backend;
        this.finisher = finisher;
    }

    /** Which of these were planned on a record that is no longer the last. Their generation may be free again. */
    Set<WorkloadId> stale(List<ChangeData> changes, Call call) {
        List<ChangeData> writing = changes.stream()
                .filter(change -> change.action() != Action.UNCHANGED)
                .toList();
        if (writing.isEmpty()) {
            return Set.of();
        }
        Map<WorkloadId, Observed> now =
                backend.read(writing.stream().map(ChangeData::id).toList(), call);
        return writing.stream()
                .filter(change -> !Optional.ofNullable(now.get(change.id()))
                        .flatMap(Observed::latest)
                        .map(header -> RecordSummary.of(header).version())
                        .equals(change.basis().map(RecordSummary::version)))
                .map(ChangeData::id)
                .collect(Collectors.toSet());
    }

    Applied.Item refusedAsStale(ChangeData change) {
        return refused(change, lost(change));
    }

    private static ConflictException lost(ChangeData change) {
        return new ConflictException(change.id() + " was changed by another writer since it was planned");
    }

    /** Carries out each, in their order unless the backend lets several be written at the same time. */
    List<Applied.Item> execute(List<ChangeData> changes, Call call) {
        return SeveralAtOnce.each(changes, backend.writesAtOnce(), change -> execute(change, call), call);
    }

    Applied.Item execute(ChangeData change, Call call) {
        if (change.action() == Action.UNCHANGED) {
            return accepted(change, Optional.empty());
        }
        try {
            if (change.claim().isPresent()
                    && !backend.createIfAbsent(change.claim().get(), call)
                    && !isOurs(change.claim().get(), call)) {
                return refused(change, lost(change));
            }
        } catch (SchedulerException e) {
            return refused(change, e);
        }
        return sent(change, call);
    }

    /** What carries a claim may have sent it twice, and then the one that exists is our own: its content tells. */
    private boolean isOurs(StoredRecord claim, Call call) {
        try {
            return backend.records(claim.key().id(), call).contains(claim);
        } catch (SchedulerException e) {
            throw withUnknownEffect(e, e.getMessage() + "; whether the edit was accepted is not known");
        }
    }

    private Applied.Item sent(ChangeData change, Call call) {
        boolean begun = change.claim().isPresent();
        try {
            for (NativeWrite write : change.writes()) {
                backend.send(change.id(), write, call);
                begun = true;
            }
            return accepted(change, Optional.empty());
        } catch (ConflictException e) {
            // Another writer was between our claim and our write: what counts now is the highest claim, ours or not.
            return begun ? finished(change, call) : refused(change, lost(change));
        } catch (SchedulerException e) {
            return begun ? accepted(change, Optional.of(onceBegun(e))) : refused(change, e);
        }
    }

    private Applied.Item finished(ChangeData change, Call call) {
        try {
            finisher.finish(change.id(), call);
            return accepted(change, Optional.empty());
        } catch (SchedulerException e) {
            return accepted(change, Optional.of(onceBegun(e)));
        }
    }

    /** Waits until what was accepted is durable, once for all items; one that may not be has failed. */
    List<Applied.Item> persisted(List<Applied.Item> items, Call call) {
        if (items.stream().noneMatch(PlanExecutor::mayHaveChanged)) {
            return items;
        }
        try {
            backend.persist(call);
            return items;
        } catch (SchedulerException e) {
            return items.stream()
                    .map(item -> mayHaveChanged(item) && item.failure().isEmpty() ? failed(item, onceBegun(e)) : item)
                    .toList();
        }
    }

    private static boolean mayHaveChanged(Applied.Item item) {
        return item.action() != Action.UNCHANGED
                && item.failure()
                        .map(failure -> failure.effect() == Effect.UNKNOWN)
                        .orElse(true);
    }

    private static Applied.Item failed(Applied.Item item, SchedulerException failure) {
        return new Applied.Item(item.id(), item.action(), item.version(), item.revision(), Optional.of(failure));
    }

    /** A record exists or a write was done, so something has changed whatever the other writes came to. */
    private static SchedulerException onceBegun(SchedulerException e) {
        if (e.effect() == Effect.UNKNOWN) {
            return e;
        }
        return withUnknownEffect(
                e, oneLine(e) + "; the edit is accepted, and is finished by a controller or by applying again");
    }

    /** The first line of a refusal only counts its problems. */
    private static String oneLine(SchedulerException e) {
        return LINES.matcher(String.valueOf(e.getMessage())).replaceAll(": ");
    }

    private static SchedulerException withUnknownEffect(SchedulerException e, String message) {
        return switch (e.code()) {
            case UNAVAILABLE -> ContactException.unavailable(message, Effect.UNKNOWN, e);
            case TIMEOUT -> ContactException.timeout(message, Effect.UNKNOWN);
            case CANCELLED -> ContactException.cancelled(message, Effect.UNKNOWN);
            case CONFLICT -> new ConflictException(message, Effect.UNKNOWN);
            case UNAUTHORIZED -> ContactException.unauthorized(message, Effect.UNKNOWN);
            case INVALID, UNSUPPORTED, INFEASIBLE, NOT_FOUND, BACKEND ->
                new BackendException(message, Effect.UNKNOWN, "", e);
        };
    }

    private static Applied.Item accepted(ChangeData change, Optional<SchedulerException> failure) {
        return new Applied.Item(change.id(), change.action(), change.version(), change.revision(), failure);
    }

    private static Applied.Item refused(ChangeData change, SchedulerException failure) {
        return new Applied.Item(
                change.id(),
                change.action(),
                change.before().map(RecordSummary::version),
                change.before().map(RecordSummary::revision).orElse(0L),
                Optional.of(failure));
    }

    /** Whether nothing happened because another writer was first. */
    static boolean lostTheRace(Applied.Item item) {
        return item.failure()
                .filter(e -> e.code() == ErrorCode.CONFLICT && e.effect() == Effect.NONE)
                .isPresent();
    }
}
