package dev.berth.scheduler.local.simulation;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Does one thing at a time, in the order it is asked for, on a thread of its own. Not on that of who asks: an interrupt of it
 * would close the file that all of them write to. The thread ends by itself when there is nothing to do. Thread-safe.
 */
final class Turns {
    private static final long IDLE_MILLISECONDS = 100;

    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            1, 1, IDLE_MILLISECONDS, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), this::thread);

    private volatile Optional<Thread> current = Optional.empty();

    Turns() {
        executor.allowCoreThreadTimeOut(true);
    }

    private Thread thread(Runnable turns) {
        Thread thread = new Thread(turns, "berth-simulation");
        thread.setDaemon(true);
        current = Optional.of(thread);
        return thread;
    }

    /** Waits for it, however often the caller is interrupted; what is asked for by work is part of that. */
    <T> T take(Supplier<T> work) {
        if (current.filter(thread -> thread == Thread.currentThread()).isPresent()) {
            return work.get();
        }
        try {
            return CompletableFuture.supplyAsync(work, executor).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }
}
