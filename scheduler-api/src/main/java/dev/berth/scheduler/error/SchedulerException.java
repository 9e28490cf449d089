package dev.berth.scheduler.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The root of everything a scheduler throws on purpose. */
public abstract sealed class SchedulerException extends RuntimeException
        permits RefusedException, NotFoundException, ConflictException, ContactException, BackendException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final Effect effect;
    private final transient List<Problem> problems;

    SchedulerException(
            ErrorCode code, Effect effect, String message, List<Problem> problems, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.effect = effect;
        this.problems = List.copyOf(problems);
    }

    public ErrorCode code() {
        return code;
    }

    /** Whether a write may have happened before the failure. */
    public Effect effect() {
        return effect;
    }

    /** Every problem found, in the order of the input; empty when there is nothing beyond the message. */
    public List<Problem> problems() {
        return problems;
    }

    static String list(String head, List<Problem> problems) {
        StringBuilder text = new StringBuilder(head);
        for (Problem problem : problems) {
            text.append("\n  ").append(problem);
        }
        return text.toString();
    }
}
