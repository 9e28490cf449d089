package dev.berth.scheduler.k8s.connection;

import java.io.IOException;

/** The call's deadline passed while an answer was read, or the caller wants it no more. */
final class DeadlineException extends IOException {
    private static final long serialVersionUID = 1L;

    DeadlineException(String message) {
        super(message);
    }
}
