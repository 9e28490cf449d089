package dev.berth.scheduler.local.process;

import org.jspecify.annotations.Nullable;

/**
 * How a process ended. What is not known is {@link Kind#UNKNOWN}, never an exit code.
 *
 * @param kind what is known
 * @param number the exit code (0 to 255) or the number of the signal, else -1
 * @param reason why it did not start or why nothing is known, for people; else null
 */
public record ProcessEnd(Kind kind, int number, @Nullable String reason) {
    /** What is known of an end. */
    public enum Kind {
        /** It ended itself, {@link #number} is its exit code. */
        EXITED,
        /** A signal ended it, {@link #number} is the signal. */
        SIGNALLED,
        /** It ran and is gone; how it ended was not recorded. */
        UNKNOWN,
        /** Its program never ran. */
        NOT_STARTED
    }

    static ProcessEnd exited(int code) {
        return new ProcessEnd(Kind.EXITED, code, null);
    }

    static ProcessEnd signalled(int signal) {
        return new ProcessEnd(Kind.SIGNALLED, signal, null);
    }

    static ProcessEnd unknown(String reason) {
        return new ProcessEnd(Kind.UNKNOWN, -1, reason);
    }

    static ProcessEnd notStarted(String reason) {
        return new ProcessEnd(Kind.NOT_STARTED, -1, reason);
    }

    /** For people: {@code exit code 3}, {@code signal TERM}, or the reason. */
    public String describe() {
        return switch (kind) {
            case EXITED -> "exit code " + number;
            case SIGNALLED -> "signal " + Signals.nameOf(number);
            case UNKNOWN -> "unknown end: " + reason;
            case NOT_STARTED -> "not started: " + reason;
        };
    }
}
