package dev.berth.scheduler.cli.render;

import dev.berth.scheduler.core.document.ListNode;
import dev.berth.scheduler.core.document.MapField;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.ScalarNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Collects the fields of one map of a document. What is absent is left out; lists are there even when empty. */
public final class Fields {
    private final List<MapField> fields = new ArrayList<>();

    public static <T> ListNode list(Collection<? extends T> items, Function<? super T, ? extends Node> each) {
        List<Node> nodes = new ArrayList<>(items.size());
        for (T item : items) {
            nodes.add(each.apply(item));
        }
        return ListNode.of(nodes);
    }

    public Fields text(String name, String value) {
        return node(name, ScalarNode.text(value));
    }

    public Fields text(String name, Optional<String> value) {
        value.ifPresent(present -> text(name, present));
        return this;
    }

    public Fields textUnlessEmpty(String name, String value) {
        return value.isEmpty() ? this : text(name, value);
    }

    public Fields number(String name, long value) {
        return node(name, ScalarNode.number(value));
    }

    public Fields truth(String name, boolean value) {
        return node(name, ScalarNode.truth(value));
    }

    /** In ISO-8601, UTC. */
    public Fields time(String name, Optional<Instant> value) {
        value.ifPresent(present -> text(name, present.toString()));
        return this;
    }

    public Fields texts(String name, Map<String, String> values) {
        Fields map = new Fields();
        values.forEach(map::text);
        return node(name, map.map());
    }

    public <T> Fields list(String name, Collection<? extends T> items, Function<? super T, ? extends Node> each) {
        return node(name, list(items, each));
    }

    public Fields node(String name, Node value) {
        fields.add(MapField.of(name, value));
        return this;
    }

    public Fields node(String name, Optional<? extends Node> value) {
        value.ifPresent(present -> node(name, present));
        return this;
    }

    public MapNode map() {
        return MapNode.of(fields);
    }
}
