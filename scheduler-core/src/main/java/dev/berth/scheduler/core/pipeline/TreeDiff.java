package dev.berth.scheduler.core.pipeline;

import dev.berth.scheduler.core.document.JsonText;
import dev.berth.scheduler.core.document.ListNode;
import dev.berth.scheduler.core.document.MapField;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.plan.FieldDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The fields in which two documents differ, in the order of their paths. Where they stand in a text doesn't matter. */
final class TreeDiff {
    private final List<FieldDiff> differences = new ArrayList<>();

    private TreeDiff() {}

    /** All differences, each path beginning with {@code path}. */
    static List<FieldDiff> between(String path, Optional<Node> before, Optional<Node> after) {
        TreeDiff diff = new TreeDiff();
        diff.compare(path, before, after);
        return diff.differences;
    }

    private void compare(String path, Optional<Node> before, Optional<Node> after) {
        if (before.equals(after)) {
            return;
        }
        if (!isTree(before) || !isTree(after)) {
            leaf(path, before.map(JsonText::compact), after.map(JsonText::compact));
        } else if (is(ListNode.class, before) || is(ListNode.class, after)) {
            compareItems(path, items(before), items(after));
        } else {
            compareFields(path, before, after);
        }
    }

    private void leaf(String path, Optional<String> before, Optional<String> after) {
        if (!before.equals(after)) {
            differences.add(new FieldDiff(path, before, after));
        }
    }

    /** What is absent is compared as an empty tree, so that every leaf shows. An empty tree that is there is a leaf. */
    private static boolean isTree(Optional<Node> node) {
        return node.isEmpty()
                || (node.get() instanceof MapNode map && !map.fields().isEmpty())
                || (node.get() instanceof ListNode list && !list.items().isEmpty());
    }

    private static boolean is(Class<? extends Node> type, Optional<Node> node) {
        return node.filter(type::isInstance).isPresent();
    }

    private void compareFields(String path, Optional<Node> before, Optional<Node> after) {
        TreeSet<String> names = new TreeSet<>();
        fields(before).forEach(field -> names.add(field.name()));
        fields(after).forEach(field -> names.add(field.name()));
        for (String name : names) {
            compare(path.isEmpty() ? name : path + "." + name, field(before, name), field(after, name));
        }
    }

    private void compareItems(String path, List<Node> before, List<Node> after) {
        for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
            compare(path + "[" + i + "]", item(before, i), item(after, i));
        }
    }

    private static List<MapField> fields(Optional<Node> node) {
        return node.isPresent() && node.get() instanceof MapNode map ? map.fields() : List.of();
    }

    private static Optional<Node> field(Optional<Node> node, String name) {
        return node.isPresent() && node.get() instanceof MapNode map
                ? map.field(name).map(MapField::value)
                : Optional.empty();
    }

    private static List<Node> items(Optional<Node> node) {
        return node.isPresent() && node.get() instanceof ListNode list ? list.items() : List.of();
    }

    private static Optional<Node> item(List<Node> items, int index) {
        return index < items.size() ? Optional.of(items.get(index)) : Optional.empty();
    }
}
