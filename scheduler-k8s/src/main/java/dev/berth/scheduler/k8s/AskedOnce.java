package dev.berth.scheduler.k8s;

import dev.berth.scheduler.spi.Call;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Answers that hold within a call, so that a plan of many workloads asks each question once. Thread-safe.
 *
 * @param <Q> questions
 * @param <A> answers
 */
final class AskedOnce<Q, A> {
    private final BiFunction<Q, Call, A> asking;
    private final AtomicReference<@Nullable Answers<Q, A>> last = new AtomicReference<>();

    AskedOnce(BiFunction<Q, Call, A> asking) {
        this.asking = asking;
    }

    A ask(Q question, Call call) {
        Answers<Q, A> answers = last.get();
        if (answers == null || answers.call().get() != call) {
            answers = new Answers<>(new WeakReference<>(call), new ConcurrentHashMap<>());
            last.set(answers);
        }
        return answers.known().computeIfAbsent(question, asked -> asking.apply(asked, call));
    }

    private record Answers<Q, A>(WeakReference<Call> call, Map<Q, A> known) {}
}
