package dev.berth.scheduler.k8s.connection;

import java.lang.reflect.InvocationTargetException;
import java.net.http.HttpClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that the JDK's client works with, and how they end. None of them waits for a server. */
final class Threads {
    private static final int IDLE_SECONDS = 5;
    private static final int CLOSING_SECONDS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(Threads.class);

    private Threads() {}

    static ExecutorService pool(String name) {
        AtomicInteger count = new AtomicInteger();
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Ends the thread that selects. Before Java 21 there is no way to: it ends when the client is garbage. */
    static void end(HttpClient client) {
        try {
            HttpClient.class.getMethod("shutdownNow").invoke(client);
        } catch (NoSuchMethodException e) {
            LOG.trace("the client's selector ends with the client", e);
        } catch (IllegalAccessException | InvocationTargetException e) {
            LOG.debug("the client could not be shut down", e);
        }
    }

    static void end(ExecutorService pool) {
        pool.shutdown();
        boolean interrupted = Thread.interrupted();
        try {
            if (!pool.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
