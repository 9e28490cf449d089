package dev.berth.scheduler.tck.backend;

/** Something that a test needs can't be provoked here: it is NOT_RUN. */
public final class NotProvokable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotProvokable(String reason) {
        super(reason);
    }
}
