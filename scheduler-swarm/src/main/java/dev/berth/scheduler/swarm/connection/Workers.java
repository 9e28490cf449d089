package dev.berth.scheduler.swarm.connection;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.spi.Call;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that wait for managers, so that no caller has to: reading a socket ends by no deadline and no interrupt, but
 * waiting for a thread does. As many as there are calls at a time; one without work ends after a few seconds.
 */
final class Workers {
    private static final int IDLE_SECONDS = 5;
    private static final int CLOSING_SECONDS = 5;

    private final ThreadPoolExecutor threads;
    private final Set<Lane> open = ConcurrentHashMap.newKeySet();

    Workers(String name) {
        AtomicInteger count = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Does {@code work}; when it isn't over by {@code limit}, the thread that does it is interrupted and left. */
    <T> T run(Callable<T> work, Duration limit, Call call)
            throws ExecutionException, TimeoutException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(work);
        Runnable cancel = () -> task.cancel(true);
        call.onCancel(cancel);
        try {
            begin(task);
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            call.forget(cancel);
            task.cancel(true);
        }
    }

    void begin(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException e) {
            throw ContactException.unavailable("the connection to the swarm is closed", Effect.NONE, e);
        }
    }

    /** Closes a connection in which somebody may still be stuck. */
    void discard(Lane lane) {
        try {
            threads.execute(lane::close);
        } catch (RejectedExecutionException e) {
            lane.close();
        }
    }

    /** The connections that are not closed yet, idle ones included. */
    Set<Lane> open() {
        return open;
    }

    /** Closes all connections and waits for the threads. */
    void close() {
        threads.shutdownNow();
        open.forEach(Lane::close);
        boolean interrupted = Thread.interrupted();
        try {
            threads.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
