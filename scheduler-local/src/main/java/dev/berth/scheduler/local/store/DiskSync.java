package dev.berth.scheduler.local.store;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the disk on a thread of its own, once for all who ask meanwhile: a wait of 4 ms serves every edit that was
 * written before it began. Never on the thread of who asks: an interrupt there would close the file for everybody.
 * Thread-safe.
 */
final class DiskSync implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(DiskSync.class);
    private static final int IDLE_SECONDS = 10;
    private static final int SECONDS_TO_END = 30;

    private final Disk disk;
    private final ThreadPoolExecutor worker;
    /** What a process before this one wrote may not be on the disk either. */
    private boolean unsynced = true;

    private CompletableFuture<Void> begun = CompletableFuture.completedFuture(null);
    private @Nullable CompletableFuture<Void> next;

    DiskSync(Disk disk) {
        this.disk = disk;
        worker = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "berth-store-sync");
            thread.setDaemon(true);
            return thread;
        });
        worker.allowCoreThreadTimeOut(true);
    }

    /** Something was written. */
    synchronized void written() {
        unsynced = true;
    }

    /** Completes when all that was written before is on the disk, with a {@link StoreException} when that is unknown. */
    synchronized CompletableFuture<Void> ask() {
        if (!unsynced) {
            return begun;
        }
        if (worker.isShutdown()) {
            return CompletableFuture.failedFuture(
                    new StoreException(StoreException.Kind.UNKNOWN, "the state store is closed", null));
        }
        CompletableFuture<Void> waiting = next;
        if (waiting == null) {
            waiting = new CompletableFuture<>();
            next = waiting;
            worker.execute(this::run);
        }
        return waiting;
    }

    private void run() {
        CompletableFuture<Void> mine = begin();
        try {
            disk.sync();
            mine.complete(null);
        } catch (StoreException | RuntimeException e) {
            written();
            mine.completeExceptionally(e);
        }
    }

    private synchronized CompletableFuture<Void> begin() {
        CompletableFuture<Void> mine = Objects.requireNonNull(next);
        next = null;
        unsynced = false;
        begun = mine;
        return mine;
    }

    /** Lets what was asked for end. */
    @Override
    public void close() {
        synchronized (this) {
            worker.shutdown();
        }
        try {
            if (!worker.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                LOGGER.warn("the disk did not answer within {} s", SECONDS_TO_END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is synced. */
    interface Disk {
        void sync() throws StoreException;
    }
}
