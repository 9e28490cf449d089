package dev.berth.scheduler.core.codec;

import java.util.Optional;
import java.util.function.Function;

/**
 * One field of a type.
 *
 * @param missing what stands for a field that is not written; empty when it must be written
 * @param always whether the canonical form has it even when it equals the default
 */
record Field<T, V>(
        String name, String description, Shape<V> shape, Function<T, V> get, Optional<V> missing, boolean always) {

    static <T, V> Field<T, V> required(String name, String description, Shape<V> shape, Function<T, V> get) {
        return new Field<>(name, description, shape, get, Optional.empty(), true);
    }

    static <T, V> Field<T, V> defaulted(
            String name, String description, Shape<V> shape, Function<T, V> get, V missing) {
        return new Field<>(name, description, shape, get, Optional.of(missing), false);
    }

    static <T, V> Field<T, Optional<V>> optional(
            String name, String description, Shape<V> shape, Function<T, Optional<V>> get) {
        return new Field<>(name, description, new OptionalShape<>(shape), get, Optional.of(Optional.empty()), false);
    }

    /** The same field, written even when it equals the default. */
    Field<T, V> alwaysWritten() {
        return new Field<>(name, description, shape, get, missing, true);
    }

    boolean isRequired() {
        return missing.isEmpty();
    }

    boolean isWritten(T value) {
        return always || missing.isEmpty() || !isSame(missing.get(), get.apply(value));
    }

    /** Identity first: it holds for most defaults, and the first call of a record's own equals costs milliseconds. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Object first, Object second) {
        return first == second || first.equals(second);
    }
}
