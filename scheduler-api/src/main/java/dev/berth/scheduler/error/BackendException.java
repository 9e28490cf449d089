package dev.berth.scheduler.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The backend answered with a failure that fits no other code. */
public final class BackendException extends SchedulerException {
    private static final long serialVersionUID = 1L;

    private final String rawAnswer;

    /**
     * Says what the backend answered.
     *
     * @param message what was asked and what came back, in a sentence
     * @param rawAnswer the backend's own words, without secrets; empty when there were none
     */
    public BackendException(String message, Effect effect, String rawAnswer, @Nullable Throwable cause) {
        super(ErrorCode.BACKEND, effect, message, List.of(), cause);
        this.rawAnswer = rawAnswer;
    }

    public String rawAnswer() {
        return rawAnswer;
    }
}
