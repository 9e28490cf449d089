package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.local.store.StoreException;
import dev.berth.scheduler.spi.Call;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Work that another thread wants of the loop, and its answer. One given up before the loop came to it is never done.
 *
 * @param <T> the answer
 */
final class Question<T> {
    private final Work<T> work;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    Question(Work<T> work) {
        this.work = work;
    }

    /**
     * Has it done and waits.
     *
     * @param late what may have happened if the caller goes while the loop is at it
     */
    T ask(Loop loop, Call call, String what, Effect late) throws StoreException {
        call.check(what, Effect.NONE);
        try {
            loop.execute(this::work);
        } catch (RejectedExecutionException e) {
            throw ContactException.unavailable(what + ": the embedded cluster is closed", Effect.NONE, e);
        }
        return await(answer, call, what, () -> begun.compareAndSet(false, true) ? Effect.NONE : late);
    }

    /**
     * Waits for an answer.
     *
     * @param late what may have happened if the caller goes before
     */
    static <A> A await(CompletableFuture<A> answer, Call call, String what, Supplier<Effect> late)
            throws StoreException {
        // Its own future: the answer may be others' too.
        CompletableFuture<A> mine = answer.copy();
        call.onCancel(() -> mine.cancel(false));
        try {
            return mine.get(call.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw ContactException.timeout(what + " did not end by its deadline", late.get());
        } catch (CancellationException e) {
            throw ContactException.cancelled(what + " was cancelled", late.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ContactException.cancelled(what + " was interrupted", late.get());
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    private void work() {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        try {
            answer.complete(work.run());
        } catch (StoreException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private static StoreException failure(ExecutionException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof StoreException store) {
            return store;
        }
        if (cause instanceof SchedulerException expected) {
            throw expected;
        }
        throw new IllegalStateException("a step of the embedded cluster failed: " + cause, failure);
    }

    /**
     * What is to be done.
     *
     * @param <T> the answer
     */
    interface Work<T> {
        T run() throws StoreException;
    }
}
