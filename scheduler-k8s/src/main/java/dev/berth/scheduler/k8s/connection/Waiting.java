package dev.berth.scheduler.k8s.connection;

import dev.berth.scheduler.spi.Call;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what other threads bring, until the call is cancelled. */
final class Waiting {
    private Waiting() {}

    /**
     * Returns what was brought; a cancelled call cancels the bringing.
     *
     * @throws CancellationException when the call is cancelled, or this thread interrupted, which it stays
     */
    static <T> T on(CompletableFuture<T> brought, Duration limit, Call call)
            throws ExecutionException, TimeoutException {
        Runnable cancel = () -> brought.cancel(true);
        call.onCancel(cancel);
        try {
            return brought.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } finally {
            call.forget(cancel);
        }
    }
}
