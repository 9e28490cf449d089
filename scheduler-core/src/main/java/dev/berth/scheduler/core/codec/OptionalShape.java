package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import java.util.Optional;

/** A value that a model type may lack; what is not there is not written. */
record OptionalShape<T>(Shape<T> present) implements Shape<Optional<T>> {
    @Override
    public Optional<Optional<T>> read(Node node, Reading reading) {
        Optional<T> value = present.read(node, reading);
        return value.isPresent() ? Optional.of(value) : Optional.empty();
    }

    @Override
    public Node write(Optional<T> value) {
        return present.write(value.orElseThrow());
    }

    @Override
    public MapNode schema(Schemas schemas) {
        return present.schema(schemas);
    }
}
