package dev.berth.scheduler.local.agent;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs something beside the test.
 *
 * @param <T> what it gives
 */
final class Background<T> {
    static final long PATIENCE_SECONDS = 60;

    final Thread thread;
    private final FutureTask<T> task;

    private Background(@Nullable ThreadGroup group, Callable<T> work) {
        task = new FutureTask<>(work);
        thread = new Thread(group, task, "test-background");
        thread.setDaemon(true);
        thread.start();
    }

    static <T> Background<T> run(Callable<T> work) {
        return new Background<>(null, work);
    }

    /** Runs it in a group of its own, to which every thread belongs that it starts. */
    static <T> Background<T> runApart(Callable<T> work) {
        return new Background<>(new ThreadGroup("apart"), work);
    }

    /** What it gives, or what it throws. */
    T result() throws Throwable {
        try {
            return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause();
        } catch (TimeoutException e) {
            throw new AssertionError("did not end within " + PATIENCE_SECONDS + " s", e);
        }
    }
}
