package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.ScalarNode;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A single value.
 *
 * @param expected what it must be, as a message says it: {@code a whole number}
 * @param parse the value; empty when the scalar is none
 * @param write the canonical scalar
 */
record ScalarShape<T>(
        String expected, Function<ScalarNode, Optional<T>> parse, Function<T, ScalarNode> write, Supplier<MapNode> form)
        implements Shape<T> {
    @Override
    public Optional<T> read(Node node, Reading reading) {
        if (!(node instanceof ScalarNode scalar)) {
            reading.mismatch(node, expected);
            return Optional.empty();
        }
        Optional<T> value = parse.apply(scalar);
        if (value.isEmpty()) {
            reading.refuse(scalar, "must be " + expected);
        }
        return value;
    }

    @Override
    public Node write(T value) {
        return write.apply(value);
    }

    @Override
    public MapNode schema(Schemas schemas) {
        return form.get();
    }
}
