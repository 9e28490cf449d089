package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A shape that is put together on its first use. Each costs a command's start some dozens of lambdas, and most specs use
 * few of them.
 */
record LaterShape<T>(Supplier<Shape<T>> shape) implements Shape<T> {
    @Override
    public Optional<T> read(Node node, Reading reading) {
        return shape.get().read(node, reading);
    }

    @Override
    public Node write(T value) {
        return shape.get().write(value);
    }

    @Override
    public MapNode schema(Schemas schemas) {
        return shape.get().schema(schemas);
    }
}
