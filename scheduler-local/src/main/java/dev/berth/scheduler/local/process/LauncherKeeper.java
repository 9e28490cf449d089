package dev.berth.scheduler.local.process;

import java.io.IOException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one launcher alive: another one is started when it ends. Thread-safe. */
final class LauncherKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LauncherKeeper.class);

    private final Supplier<LauncherProcess> start;
    private final Runnable lost;
    private LauncherProcess launcher;
    private boolean closed;

    /** @param lost called when a launcher has ended, with commands in its pipe that it may not have read */
    LauncherKeeper(Supplier<LauncherProcess> start, Runnable lost) {
        this.start = start;
        this.lost = lost;
        launcher = start.get();
        watch(launcher);
    }

    synchronized void send(String line) {
        if (closed) {
            throw new ProcessException("the launcher is closed");
        }
        if (!launcher.send(line)) {
            replace(launcher);
            if (!launcher.send(line)) {
                throw new ProcessException("the launcher ends as soon as it is started");
            }
        }
    }

    synchronized long processId() {
        return launcher.processId();
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        launcher.close();
    }

    private void watch(LauncherProcess started) {
        var unused = started.ended().thenRun(() -> ended(started));
    }

    private void ended(LauncherProcess gone) {
        synchronized (this) {
            if (closed) {
                return;
            }
            replace(gone);
        }
        lost.run();
    }

    private synchronized void replace(LauncherProcess gone) {
        if (launcher == gone) {
            LOG.warn("The launcher {} ended; another one is started", gone.processId());
            launcher = start.get();
            watch(launcher);
        }
    }
}
