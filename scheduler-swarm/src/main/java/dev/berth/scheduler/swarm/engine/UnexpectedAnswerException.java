package dev.berth.scheduler.swarm.engine;

import java.io.IOException;

/** An answer that isn't what the Engine API says. Its message holds nothing of the answer. */
public final class UnexpectedAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnexpectedAnswerException(String message) {
        super(message);
    }

    UnexpectedAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
