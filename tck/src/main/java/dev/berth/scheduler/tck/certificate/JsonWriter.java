package dev.berth.scheduler.tck.certificate;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes maps, lists, texts, numbers and truth values as JSON, two blanks a level. */
final class JsonWriter {
    private final StringBuilder out = new StringBuilder();

    private JsonWriter() {}

    static String write(Object value) {
        JsonWriter writer = new JsonWriter();
        writer.value(value, "\n");
        return writer.out.append('\n').toString();
    }

    private void value(Object value, String indent) {
        if (value instanceof Map<?, ?> map) {
            Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
            open('{', entries.hasNext(), indent);
            while (entries.hasNext()) {
                Map.Entry<?, ?> entry = entries.next();
                text(String.valueOf(entry.getKey()));
                out.append(": ");
                value(entry.getValue(), indent + "  ");
                next(entries.hasNext(), indent);
            }
            out.append('}');
        } else if (value instanceof List<?> list) {
            Iterator<?> items = list.iterator();
            open('[', items.hasNext(), indent);
            while (items.hasNext()) {
                value(items.next(), indent + "  ");
                next(items.hasNext(), indent);
            }
            out.append(']');
        } else if (value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            text(String.valueOf(value));
        }
    }

    private void open(char bracket, boolean filled, String indent) {
        out.append(bracket);
        if (filled) {
            out.append(indent).append("  ");
        }
    }

    private void next(boolean more, String indent) {
        out.append(more ? "," + indent + "  " : indent);
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == '"' || unit == '\\') {
                out.append('\\').append(unit);
            } else if (unit < ' ' || unit > '~') {
                out.append(String.format("\\u%04x", (int) unit));
            } else {
                out.append(unit);
            }
        }
        out.append('"');
    }
}
