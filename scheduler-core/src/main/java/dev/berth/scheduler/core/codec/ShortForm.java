package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.MapField;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.ScalarNode;
import java.util.List;
import java.util.Optional;

/** A way to write an object as something simpler. It is turned into the long form before the object is read. */
sealed interface ShortForm {
    /** The long form of {@code node}; empty when the node is not in this short form. */
    Optional<MapNode> expand(Node node);

    /** A text that is the value of one field, all others being left out. */
    record OfField(String name) implements ShortForm {
        @Override
        public Optional<MapNode> expand(Node node) {
            return node.kind() == Node.Kind.SCALAR
                    ? Optional.of(new MapNode(node.place(), List.of(new MapField(name, node.place(), node))))
                    : Optional.empty();
        }
    }

    /** A text that names one of several fields, whose value is an empty map. */
    record OfChoice(List<String> names) implements ShortForm {
        @Override
        public Optional<MapNode> expand(Node node) {
            if (node instanceof ScalarNode scalar && names.contains(scalar.text())) {
                MapNode empty = new MapNode(node.place(), List.of());
                return Optional.of(
                        new MapNode(node.place(), List.of(new MapField(scalar.text(), node.place(), empty))));
            }
            return Optional.empty();
        }
    }
}
