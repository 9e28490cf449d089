package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import java.util.Optional;
import java.util.function.Function;

/** A map that is looked into later, once it is merged with another. */
record PartShape(Function<Schemas, MapNode> form) implements Shape<MapNode> {
    @Override
    public Optional<MapNode> read(Node node, Reading reading) {
        if (node instanceof MapNode map) {
            return Optional.of(map);
        }
        reading.mismatch(node, "a map");
        return Optional.empty();
    }

    @Override
    public Node write(MapNode map) {
        return map;
    }

    @Override
    public MapNode schema(Schemas schemas) {
        return form.apply(schemas);
    }
}
