package dev.berth.scheduler.local.agent;

import java.io.IOException;
import java.nio.file.Path;

/** A file of the agent's that holds what no agent writes. */
final class DamagedFile extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedFile(Path file, Exception cause) {
        super(file + " is damaged (" + cause.getMessage() + ")", cause);
    }
}
