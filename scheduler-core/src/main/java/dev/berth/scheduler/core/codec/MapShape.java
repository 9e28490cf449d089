package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.MapField;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.ScalarNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Values by name; the canonical form is sorted by name. */
record MapShape<T>(Shape<T> value) implements Shape<Map<String, T>> {
    @Override
    public Optional<Map<String, T>> read(Node node, Reading reading) {
        if (!(node instanceof MapNode map)) {
            reading.mismatch(node, "a map");
            return Optional.empty();
        }
        Map<String, T> values = new TreeMap<>();
        for (MapField field : map.fields()) {
            value.read(field.value(), reading.field(field))
                    .ifPresentOrElse(
                            read -> values.put(field.name(), read),
                            () -> reading.unread(field.value().place()));
        }
        return Optional.of(values);
    }

    @Override
    public Node write(Map<String, T> values) {
        return MapNode.of(new TreeMap<>(values)
                .entrySet().stream()
                        .map(entry -> MapField.of(entry.getKey(), value.write(entry.getValue())))
                        .toList());
    }

    @Override
    public MapNode schema(Schemas schemas) {
        return MapNode.of(List.of(
                MapField.of("type", ScalarNode.text("object")),
                MapField.of("additionalProperties", value.schema(schemas))));
    }
}
