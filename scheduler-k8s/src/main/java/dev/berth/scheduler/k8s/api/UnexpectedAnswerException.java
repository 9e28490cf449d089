package dev.berth.scheduler.k8s.api;

import java.io.IOException;

/** An answer that isn't what an API server says. Its message holds nothing of the answer. */
public final class UnexpectedAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnexpectedAnswerException(String message) {
        super(message);
    }

    UnexpectedAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
