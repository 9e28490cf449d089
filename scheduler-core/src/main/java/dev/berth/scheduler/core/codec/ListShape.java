package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.ListNode;
import dev.berth.scheduler.core.document.MapField;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values in order. Items that can't be read are left out, so that the others are still looked at. */
record ListShape<T>(Shape<T> item) implements Shape<List<T>> {
    @Override
    public Optional<List<T>> read(Node node, Reading reading) {
        if (!(node instanceof ListNode list)) {
            reading.mismatch(node, "a list");
            return Optional.empty();
        }
        List<T> values = new ArrayList<>();
        for (Node each : list.items()) {
            item.read(each, reading.item(values.size(), each))
                    .ifPresentOrElse(values::add, () -> reading.unread(each.place()));
        }
        return Optional.of(values);
    }

    @Override
    public Node write(List<T> values) {
        return ListNode.of(values.stream().map(item::write).toList());
    }

    @Override
    public MapNode schema(Schemas schemas) {
        return MapNode.of(
                List.of(MapField.of("type", ScalarNode.text("array")), MapField.of("items", item.schema(schemas))));
    }
}
