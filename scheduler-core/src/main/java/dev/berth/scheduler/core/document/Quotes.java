package dev.berth.scheduler.core.document;

import dev.berth.scheduler.error.Printable;

/** Text between the double quotes of YAML, of characters that stand for themselves and escapes for all others. */
final class Quotes {
    private Quotes() {}

    static String quote(String text) {
        return "\"" + escape(text) + "\"";
    }

    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> append(out, point));
        return out.toString();
    }

    private static void append(StringBuilder out, int character) {
        switch (character) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (Printable.isPlain(character)) {
                    out.appendCodePoint(character);
                } else if (Character.isBmpCodePoint(character)) {
                    Printable.append(out, character);
                } else {
                    // Half characters, as JSON has them, are refused by other readers of YAML.
                    out.append(String.format("\\U%08x", character));
                }
            }
        }
    }
}
