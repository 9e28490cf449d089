package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.error.ErrorCode;

/** How the command ends, one number for each kind of end. A number never changes its meaning; see docs/exit-codes.md. */
public enum ExitCode {
    OK(0, "It was done, or there was nothing to do."),
    UNEXPECTED(1, "The backend answered with a failure of no other kind, or Berth has a bug."),
    USAGE(2, "The command line is wrong; nothing was sent."),
    INVALID(3, "A specification or a setting breaks a rule; nothing was changed."),
    UNSUPPORTED(4, "The backend lacks a capability that is needed; nothing was changed."),
    INFEASIBLE(5, "It can never be carried out as things are; nothing was changed."),
    NOT_FOUND(6, "What was named does not exist."),
    CONFLICT(7, "The state relied on has changed, or a name belongs to something that is not Berth's."),
    UNAUTHORIZED(8, "The backend refused the caller's identity or permissions."),
    UNAVAILABLE(9, "The backend can't be reached, or can't serve just now."),
    TIMEOUT(10, "The time was up, of a call or of --wait; what was accepted goes on."),
    FAILED(11, "What --wait waited for can't succeed: it gave up, can't start, was rolled back or removed."),
    NOT_RUN(
            125,
            "berth run failed itself, or nobody knows how what was run ended. Its other numbers are those of what was run."),
    CANCELLED(130, "Interrupted by Ctrl-C; what was accepted goes on."),
    TERMINATED(143, "Ended by SIGTERM; what was accepted goes on."),
    OUTPUT_CLOSED(141, "Whoever read the output stopped reading, as head does.");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    /** When it is used, in a sentence. */
    public String meaning() {
        return meaning;
    }

    static ExitCode of(ErrorCode code) {
        return switch (code) {
            case INVALID -> INVALID;
            case UNSUPPORTED -> UNSUPPORTED;
            case INFEASIBLE -> INFEASIBLE;
            case NOT_FOUND -> NOT_FOUND;
            case CONFLICT -> CONFLICT;
            case UNAUTHORIZED -> UNAUTHORIZED;
            case UNAVAILABLE -> UNAVAILABLE;
            case TIMEOUT -> TIMEOUT;
            case CANCELLED -> CANCELLED;
            case BACKEND -> UNEXPECTED;
        };
    }
}
