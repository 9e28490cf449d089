package dev.berth.scheduler.k8s.connection;

import java.time.Duration;
import java.util.Optional;

/** An API server's answer that it won't. */
public final class ApiRefusalException extends Exception {
    private static final int FAILED = 500;

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient StatusObject words;
    private final transient Optional<Duration> retryAfter;

    /**
     * Holds what was answered.
     *
     * @param status the HTTP status
     * @param retryAfter when the server wants to be asked again
     */
    public ApiRefusalException(int status, StatusObject words, Optional<Duration> retryAfter) {
        super("status " + status);
        this.status = status;
        this.words = words;
        this.retryAfter = retryAfter;
    }

    public int status() {
        return status;
    }

    /** Whether the server failed itself, or a node that it asked; otherwise it refused. */
    public boolean isFailure() {
        return status >= FAILED;
    }

    public StatusObject words() {
        return words;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
