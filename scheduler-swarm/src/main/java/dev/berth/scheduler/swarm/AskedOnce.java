package dev.berth.scheduler.swarm;

import dev.berth.scheduler.spi.Call;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was asked last, so that a plan of many workloads asks once. Within a call it is not asked again. Thread-safe.
 *
 * @param <T> the answer
 */
final class AskedOnce<T> {
    private final Function<Call, T> question;
    private final AtomicReference<@Nullable Answer<T>> last = new AtomicReference<>();

    AskedOnce(Function<Call, T> question) {
        this.question = question;
    }

    T within(Call call) {
        Answer<T> known = last.get();
        if (known != null && known.call().get() == call) {
            return known.value();
        }
        T value = question.apply(call);
        last.set(new Answer<>(new WeakReference<>(call), value));
        return value;
    }

    private record Answer<T>(WeakReference<Call> call, T value) {}
}
