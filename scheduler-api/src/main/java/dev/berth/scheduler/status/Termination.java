package dev.berth.scheduler.status;

import java.time.Instant;
import java.util.Optional;

/**
 * How a process ended (rule BAT-1): unknown is unknown, never 0.
 *
 * @param kind which of the others holds
 * @param exitCode 0 to 255 when EXITED, else -1
 * @param signal the signal's name without SIG when SIGNALLED, else empty
 * @param message what is known beyond that, may be empty
 * @param at when, if known
 */
public record Termination(Kind kind, int exitCode, String signal, String message, Optional<Instant> at) {
    /** How much is known of an end. */
    public enum Kind {
        EXITED,
        SIGNALLED,
        /** It could not be started; the message says why. */
        NOT_STARTED,
        UNKNOWN
    }

    /** Ended by itself with {@code code}, from 0 to 255. */
    public static Termination exited(int code, Optional<Instant> at) {
        return new Termination(Kind.EXITED, code, "", "", at);
    }

    /** Ended by a signal, named without SIG. */
    public static Termination signalled(String signal, Optional<Instant> at) {
        return new Termination(Kind.SIGNALLED, -1, signal, "", at);
    }

    /** Never ran. */
    public static Termination notStarted(String message, Optional<Instant> at) {
        return new Termination(Kind.NOT_STARTED, -1, "", message, at);
    }

    /** Ended, and nobody knows how. */
    public static Termination unknown(String message, Optional<Instant> at) {
        return new Termination(Kind.UNKNOWN, -1, "", message, at);
    }

    /** For people: {@code exit code 3}, {@code signal KILL}. */
    public String sentence() {
        String what = switch (kind) {
            case EXITED -> "exit code " + exitCode;
            case SIGNALLED -> "signal " + signal;
            case NOT_STARTED -> "not started";
            case UNKNOWN -> "end unknown";
        };
        return message.isEmpty() ? what : what + ": " + message;
    }
}
