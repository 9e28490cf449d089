package dev.berth.scheduler.core.codec;

import java.util.Optional;

/** Types with variants, each under a field of its own. */
final class Variants {
    private Variants() {}

    /** The value, if it is of that variant. */
    static <T, V extends T> Optional<V> as(Class<V> variant, T value) {
        return variant.isInstance(value) ? Optional.of(variant.cast(value)) : Optional.empty();
    }

    /** The one that is there; {@link ChoiceRule} sees to it that there is one. */
    @SafeVarargs
    static <T> T first(Optional<? extends T>... variants) {
        for (Optional<? extends T> variant : variants) {
            if (variant.isPresent()) {
                return variant.get();
            }
        }
        throw new IllegalStateException("none of the variants is there");
    }
}
