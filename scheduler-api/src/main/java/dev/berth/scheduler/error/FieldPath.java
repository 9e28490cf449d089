package dev.berth.scheduler.error;

import java.util.regex.Pattern;

/**
 * Where a value stands in a document: {@code tasks[0].ports[1].name}. The names are those of the YAML form.
 *
 * @param text as shown to users; empty for the document itself
 */
public record FieldPath(String text) {
    /** The document itself. */
    public static final FieldPath ROOT = new FieldPath("");

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_-]+");

    /** A field of the map that stands here, or {@code ["its name"]} when the name could be misread in a path. */
    public FieldPath field(String name) {
        if (!PLAIN_NAME.matcher(name).matches()) {
            return new FieldPath(text + "[\"" + escape(name) + "\"]");
        }
        return new FieldPath(text.isEmpty() ? name : text + "." + name);
    }

    /** An item of the list that stands here, counted from 0. */
    public FieldPath item(int index) {
        return new FieldPath(text + "[" + index + "]");
    }

    /** An INVALID problem of the value that stands here. */
    public Problem invalid(String message) {
        return Problem.invalid(text, message);
    }

    private static String escape(String name) {
        StringBuilder shown = new StringBuilder();
        name.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                shown.append('\\').appendCodePoint(point);
            } else {
                Printable.append(shown, point);
            }
        });
        return shown.toString();
    }

    @Override
    public String toString() {
        return text;
    }
}
