package dev.berth.scheduler.local.agent;

import java.io.IOException;

/** The connection to the agent could not be made, or ended before the answer did. */
final class BrokenConnection extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean sent;

    BrokenConnection(boolean sent, IOException cause) {
        super(cause.getMessage(), cause);
        this.sent = sent;
    }

    /** Whether the agent may have got the request. */
    boolean sent() {
        return sent;
    }
}
