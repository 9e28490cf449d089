package dev.berth.scheduler.local.process;

import java.io.IOException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one launcher shell alive: another one is started when it ends. Thread-safe. */
final class ShellKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShellKeeper.class);

    private final Supplier<LauncherShell> start;
    private final Runnable lost;
    private LauncherShell shell;
    private boolean closed;

    /** @param lost called when a shell has ended, with commands in its pipe that it may not have read */
    ShellKeeper(Supplier<LauncherShell> start, Runnable lost) {
        this.start = start;
        this.lost = lost;
        shell = start.get();
        watch(shell);
    }

    synchronized void send(String line) {
        if (closed) {
            throw new ProcessException("the launcher is closed");
        }
        if (!shell.send(line)) {
            replace(shell);
            if (!shell.send(line)) {
                throw new ProcessException("the launcher ends as soon as it is started");
            }
        }
    }

    synchronized long processId() {
        return shell.processId();
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        shell.close();
    }

    private void watch(LauncherShell started) {
        var unused = started.ended().thenRun(() -> ended(started));
    }

    private void ended(LauncherShell gone) {
        synchronized (this) {
            if (closed) {
                return;
            }
            replace(gone);
        }
        lost.run();
    }

    private synchronized void replace(LauncherShell gone) {
        if (shell == gone) {
            LOG.warn("The launcher {} ended; another one is started", gone.processId());
            shell = start.get();
            watch(shell);
        }
    }
}
