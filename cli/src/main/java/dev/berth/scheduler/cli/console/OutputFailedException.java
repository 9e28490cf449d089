package dev.berth.scheduler.cli.console;

import java.io.IOException;

/** What should be said can't be: the reader is gone ({@code berth list | head -1}), or the disk is full. */
public final class OutputFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutputFailedException(IOException cause) {
        super("the output can't be written: " + cause.getMessage(), cause);
    }

    /** Whether nobody reads any more, which is no failure. */
    public boolean isClosedByReader() {
        String message = String.valueOf(getCause() == null ? "" : getCause().getMessage());
        return message.contains("Broken pipe");
    }
}
