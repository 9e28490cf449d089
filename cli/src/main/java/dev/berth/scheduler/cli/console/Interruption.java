package dev.berth.scheduler.cli.console;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or SIGTERM: interrupts the thread that runs the command and gives it time to say what was accepted and what
 * was not. The JVM then ends with 128 and the signal's number by itself, which is 130 for Ctrl-C.
 */
public final class Interruption {
    private final Thread command;
    private final Duration patience;
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean requested;

    private Interruption(Thread command, Duration patience) {
        this.command = command;
        this.patience = patience;
    }

    /** Watches over the calling thread. */
    public static Interruption install(Duration patience) {
        Interruption interruption = new Interruption(Thread.currentThread(), patience);
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::interrupt, "berth-interruption"));
        return interruption;
    }

    /** Whether a signal has come. */
    public boolean isRequested() {
        return requested;
    }

    /** Tells that nothing more will be said. */
    public void finish() {
        finished.countDown();
    }

    void interrupt() {
        if (finished.getCount() == 0) {
            return;
        }
        requested = true;
        command.interrupt();
        try {
            boolean inTime = finished.await(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!inTime) {
                Runtime.getRuntime().halt(130);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
