package dev.berth.scheduler.local.process;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A short command under way. */
public final class HostCommand {
    private final Process process;

    HostCommand(Process process) {
        this.process = process;
    }

    /** Completes when the command has ended, with its exit code, 128+n after signal n; no thread waits for it. */
    public CompletableFuture<Integer> exitCode() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /**
     * Kills the command with its group and its descendants; nothing happens once it has ended. Only a process that left
     * both, as a daemon does, goes on.
     *
     * @throws ProcessException if the group can't be killed; the command itself is
     */
    public void kill() {
        if (!process.isAlive()) {
            return;
        }
        killGroup(process.descendants().toList());
    }

    /**
     * The whole group at once, so that a shell doesn't see its child die and end well by itself. Single processes come
     * after it: until the leader is collected, its number can't be that of another group.
     */
    private void killGroup(List<ProcessHandle> descendants) {
        try {
            Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -s KILL -- -" + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var unused = kill.onExit().thenRun(() -> killEach(descendants));
        } catch (IOException e) {
            killEach(descendants);
            throw new ProcessException("the group of process %d can't be killed".formatted(process.pid()), e);
        }
    }

    private void killEach(List<ProcessHandle> descendants) {
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }
}
