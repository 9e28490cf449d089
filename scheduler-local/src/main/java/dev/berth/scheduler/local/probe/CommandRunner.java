package dev.berth.scheduler.local.probe;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Runs a probe's command with the environment and in the working directory of its task. */
public interface CommandRunner {
    /**
     * Starts a command and returns.
     *
     * @param command absolute executable and its arguments
     * @throws IOException when it can't be started; the message says why
     */
    RunningCommand start(List<String> command) throws IOException;

    /** A command that has been started. */
    interface RunningCommand {
        /** Completes when the command has ended, with its exit code, 128+n after signal n. */
        CompletionStage<Integer> exitCode();

        /** Kills the command with all processes it has started; nothing happens when it has ended. */
        void kill();
    }
}
