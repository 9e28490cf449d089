package dev.berth.scheduler.local.agent.wire;

import java.io.IOException;

/** What came over the wire is not of this protocol, or what should go does not fit in it. */
public final class WireException extends IOException {
    private static final long serialVersionUID = 1L;

    public WireException(String message) {
        super(message);
    }
}
