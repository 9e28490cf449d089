package dev.berth.scheduler.local.agent;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets an agent end in order when its process is asked to: the JVM would else halt in the middle of its closing. */
final class StopSignal {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    private StopSignal() {}

    /** Runs {@code work}; on SIGTERM, SIGINT and SIGHUP calls {@code stop} and keeps the JVM until the work is done. */
    static void whileRunning(Runnable stop, Runnable work) {
        CountDownLatch done = new CountDownLatch(1);
        Thread hook = new Thread(() -> stopAndWait(stop, done), "agent-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            work.run();
        } finally {
            done.countDown();
            forget(hook);
        }
    }

    private static void stopAndWait(Runnable stop, CountDownLatch done) {
        stop.run();
        try {
            done.await(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException expected) {
            // The JVM is shutting down: the hook has done its work.
        }
    }
}
