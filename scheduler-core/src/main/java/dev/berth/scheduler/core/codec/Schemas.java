package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.ListNode;
import dev.berth.scheduler.core.document.MapField;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.ScalarNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Collects the named parts of a JSON Schema while it is put together. */
final class Schemas {
    private final Map<String, MapNode> definitions = new TreeMap<>();

    /** A reference to the part of that name, which is defined on its first use. */
    MapNode reference(String name, Supplier<MapNode> definition) {
        if (!definitions.containsKey(name)) {
            // Taken before it is known, for a part that refers to itself.
            definitions.put(name, MapNode.of(List.of()));
            definitions.put(name, definition.get());
        }
        return object("$ref", "#/$defs/" + name);
    }

    /** All parts by name. */
    MapNode definitions() {
        return MapNode.of(definitions.entrySet().stream()
                .map(entry -> MapField.of(entry.getKey(), entry.getValue()))
                .toList());
    }

    /** A map of alternating names and values; a value is a node, a text, a whole number, a truth value or a list of such. */
    static MapNode object(Object... namesAndValues) {
        List<MapField> fields = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(MapField.of((String) namesAndValues[i], node(namesAndValues[i + 1])));
        }
        return MapNode.of(fields);
    }

    static ListNode texts(String... texts) {
        return ListNode.of(Arrays.stream(texts).map(ScalarNode::text).toList());
    }

    /** {@code map} with one more field at its end. */
    static MapNode with(MapNode map, String name, Object value) {
        List<MapField> fields = new ArrayList<>(map.fields());
        fields.add(MapField.of(name, node(value)));
        return MapNode.of(fields);
    }

    private static Node node(Object value) {
        if (value instanceof Node node) {
            return node;
        }
        if (value instanceof List<?> list) {
            return ListNode.of(list.stream().map(Schemas::node).toList());
        }
        if (value instanceof Boolean truth) {
            return ScalarNode.truth(truth);
        }
        if (value instanceof Integer number) {
            return ScalarNode.number(number);
        }
        return ScalarNode.text((String) value);
    }
}
