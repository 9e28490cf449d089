package dev.berth.scheduler.local.process;

/** The host refused something without which no process can be started or watched. Nothing was started by the call. */
public final class ProcessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProcessException(String message) {
        super(message);
    }

    ProcessException(String message, Throwable cause) {
        super(message, cause);
    }
}
