package dev.berth.scheduler.tck.backend;

import java.util.Optional;

/**
 * A way to do something to the environment, or the reason why there is none.
 *
 * @param way empty when there is none
 * @param reason why there is none; what needs it is then NOT_RUN, for this reason
 */
public record Means<T>(Optional<T> way, String reason) {
    public static <T> Means<T> by(T way) {
        return new Means<>(Optional.of(way), "");
    }

    public static <T> Means<T> none(String reason) {
        return new Means<>(Optional.empty(), reason);
    }

    /**
     * The way.
     *
     * @throws NotProvokable when there is none
     */
    public T get() {
        return way.orElseThrow(() -> new NotProvokable(reason));
    }
}
