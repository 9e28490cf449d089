package dev.berth.scheduler.local.document;

import dev.berth.scheduler.core.document.ListNode;
import dev.berth.scheduler.core.document.MapField;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.ScalarNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Builds a map of JSON, its fields in the order given. Not thread-safe. */
public final class Json {
    private final List<MapField> fields = new ArrayList<>();

    public static Json object() {
        return new Json();
    }

    public Json text(String name, String value) {
        return node(name, ScalarNode.text(value));
    }

    public Json text(String name, Optional<String> value) {
        value.ifPresent(stated -> text(name, stated));
        return this;
    }

    public Json number(String name, long value) {
        return node(name, ScalarNode.number(value));
    }

    public Json number(String name, OptionalInt value) {
        value.ifPresent(stated -> number(name, stated));
        return this;
    }

    public Json truth(String name, boolean value) {
        return node(name, ScalarNode.truth(value));
    }

    /** As ISO 8601: {@code PT10S}. */
    public Json duration(String name, Duration value) {
        return text(name, value.toString());
    }

    public Json texts(String name, List<String> values) {
        return list(name, values, ScalarNode::text);
    }

    public Json texts(String name, Map<String, String> values) {
        Json map = object();
        values.forEach(map::text);
        return node(name, map.build());
    }

    public <T> Json list(String name, List<T> values, Function<T, Node> form) {
        return node(name, ListNode.of(values.stream().map(form).toList()));
    }

    public Json node(String name, Node value) {
        fields.add(MapField.of(name, value));
        return this;
    }

    public Json node(String name, Optional<Node> value) {
        value.ifPresent(stated -> node(name, stated));
        return this;
    }

    public MapNode build() {
        return MapNode.of(fields);
    }
}
