package dev.berth.scheduler.core.document;

import java.util.List;

/** Trees to YAML in block style, the same text for the same tree on every machine. */
public final class YamlText {
    private final StringBuilder out = new StringBuilder();

    private YamlText() {}

    /** One document, with a line break at the end and no document marker. */
    public static String write(Node document) {
        YamlText text = new YamlText();
        if (document instanceof MapNode map && !map.fields().isEmpty()) {
            text.fields(map, 0, false);
        } else {
            text.value(document, 0);
        }
        return text.out.toString();
    }

    /** Several documents with a marker between two. */
    public static String write(List<? extends Node> documents) {
        return String.join(
                "---\n", documents.stream().map(document -> write(document)).toList());
    }

    /** What stands after a name or a dash, up to and with the line break. */
    private void value(Node node, int indent) {
        if (node instanceof MapNode map) {
            collection(map.fields().isEmpty(), "{}", () -> fields(map, indent, false));
        } else if (node instanceof ListNode list) {
            collection(list.items().isEmpty(), "[]", () -> items(list, indent));
        } else if (node instanceof ScalarNode scalar) {
            separate().append(YamlScalar.write(scalar, indent)).append('\n');
        } else {
            separate().append("null\n");
        }
    }

    private void collection(boolean empty, String emptyText, Runnable content) {
        if (empty) {
            separate().append(emptyText).append('\n');
        } else {
            if (out.length() > 0) {
                out.append('\n');
            }
            content.run();
        }
    }

    private StringBuilder separate() {
        return out.length() == 0 ? out : out.append(' ');
    }

    /** {@code inLine}: the first name stands behind a dash, in a line already begun. */
    private void fields(MapNode map, int indent, boolean inLine) {
        boolean begun = inLine;
        for (MapField field : map.fields()) {
            out.append(begun ? "" : " ".repeat(indent));
            out.append(YamlScalar.name(field.name())).append(':');
            value(field.value(), indent + 2);
            begun = false;
        }
    }

    private void items(ListNode list, int indent) {
        for (Node item : list.items()) {
            out.append(" ".repeat(indent)).append('-');
            if (item instanceof MapNode map && !map.fields().isEmpty()) {
                out.append(' ');
                fields(map, indent + 2, true);
            } else {
                value(item, indent + 2);
            }
        }
    }
}
