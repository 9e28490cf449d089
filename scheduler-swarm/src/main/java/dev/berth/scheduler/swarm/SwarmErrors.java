package dev.berth.scheduler.swarm;

import dev.berth.scheduler.core.adapter.Words;
import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.swarm.connection.EngineRefusalException;
import java.util.List;
import java.util.Locale;

/** An engine's refusals in the words of the API. Pure. */
final class SwarmErrors {
    private static final int INVALID = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int FAILED = 500;
    private static final int UNAVAILABLE = 503;

    /** What of an engine's words may hold values of a spec, which may be secret: all after it is left out. */
    private static final List<String> QUOTING =
            List.of("invalid environment variable", "environment variable", "cannot unmarshal", "invalid character");

    private SwarmErrors() {}

    static boolean isAbsent(EngineRefusalException refusal) {
        return refusal.status() == NOT_FOUND;
    }

    /** Whether there is one of this name already. */
    static boolean isTaken(EngineRefusalException refusal) {
        String words = lower(refusal);
        return refusal.status() == CONFLICT
                && (words.contains("already exists")
                        || words.contains("name conflicts")
                        || words.contains("already in use by"));
    }

    /** Whether it was changed since it was read: nothing was written. */
    static boolean isOutOfSequence(EngineRefusalException refusal) {
        return lower(refusal).contains("update out of sequence");
    }

    /** Whether something that a service names went after its id was read. */
    private static boolean isMissingReference(EngineRefusalException refusal) {
        String words = lower(refusal);
        return refusal.status() == INVALID
                && (words.contains("config not found") || words.contains("secret not found"));
    }

    /** Any other refusal. An engine that answers a write so has not carried it out, unless it failed itself. */
    static SchedulerException of(String what, boolean write, EngineRefusalException refusal) {
        String words = words(refusal);
        String message = what + " was refused with status " + refusal.status() + ": " + words;
        if (isMissingReference(refusal)) {
            return new ConflictException(message);
        }
        return switch (refusal.status()) {
            case UNAUTHORIZED, FORBIDDEN -> ContactException.unauthorized(message);
            case NOT_FOUND -> new NotFoundException(message);
            case CONFLICT -> new ConflictException(message);
            case UNAVAILABLE -> ContactException.unavailable(message, effect(write, refusal), refusal);
            default ->
                isOverloaded(refusal)
                        ? ContactException.unavailable(message, effect(write, refusal), refusal)
                        : new BackendException(message, effect(write, refusal), words, refusal);
        };
    }

    /** A manager that lost its leader, or its patience with it, while it wrote. */
    private static boolean isOverloaded(EngineRefusalException refusal) {
        String words = lower(refusal);
        return words.contains("deadline exceeded")
                || words.contains("context canceled")
                || words.contains("lost leader status")
                || words.contains("code = unavailable");
    }

    private static Effect effect(boolean write, EngineRefusalException refusal) {
        return write && refusal.status() >= FAILED ? Effect.UNKNOWN : Effect.NONE;
    }

    private static String words(EngineRefusalException refusal) {
        String words = refusal.words();
        for (String quoting : QUOTING) {
            int at = words.toLowerCase(Locale.ROOT).indexOf(quoting);
            if (at >= 0) {
                return Words.shown(words.substring(0, at + quoting.length())) + " …";
            }
        }
        return Words.shown(words);
    }

    private static String lower(EngineRefusalException refusal) {
        return refusal.words().toLowerCase(Locale.ROOT);
    }
}
