package dev.berth.scheduler.k8s.connection;

import java.net.http.HttpClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that the JDK's client works with, and how they end. None of them waits for a server. */
final class Threads {
    private static final int IDLE_SECONDS = 5;
    private static final int CLOSING_SECONDS = 5;

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

    /**
     * Builds a client whose thread that selects is in {@code group}: it ends when it is interrupted, and before Java 21 there is
     * no other way to end it.
     */
    static HttpClient client(HttpClient.Builder builder, ThreadGroup group) {
        Executor within = work -> {
            Thread thread = new Thread(group, work, "berth-kubernetes-client");
            thread.setDaemon(true);
            thread.start();
        };
        try {
            // No interrupt breaks this off, and none is forgotten.
            return CompletableFuture.supplyAsync(builder::build, within).join();
        } catch (CompletionException e) {
            throw new IllegalStateException("no client can be made", e.getCause());
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
