package dev.berth.scheduler.core.pipeline;

import dev.berth.scheduler.spi.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Does the same with each of many, several at the same time. The first is done before the others, so that what all need, such
 * as a namespace, is made once.
 */
final class SeveralAtOnce {
    private SeveralAtOnce() {}

    /**
     * Returns what came of each, in their order, when all is done. Whoever is interrupted meanwhile cancels the call, which is
     * what ends each of them, and stays interrupted.
     *
     * @param atOnce 1 for one after the other, by this thread
     */
    static <T, R> List<R> each(List<T> all, int atOnce, Function<T, R> work, Call call) {
        if (atOnce == 1 || all.size() <= 2) {
            return all.stream().map(work).toList();
        }
        List<R> done = new ArrayList<>(List.of(work.apply(all.get(0))));
        List<T> others = all.subList(1, all.size());
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(atOnce, others.size()), SeveralAtOnce::thread);
        try {
            List<Future<R>> begun = new ArrayList<>();
            others.forEach(one -> begun.add(threads.submit(() -> work.apply(one))));
            begun.forEach(one -> done.add(result(one, call)));
        } finally {
            threads.shutdownNow();
        }
        return done;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "berth-edit");
        thread.setDaemon(true);
        return thread;
    }

    private static <R> R result(Future<R> one, Call call) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return one.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    call.cancel();
                }
            }
        } catch (ExecutionException e) {
            throw unchecked(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What the work threw: it declares nothing. */
    private static RuntimeException unchecked(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
    }
}
