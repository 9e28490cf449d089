package dev.berth.scheduler.error;

/** Text from outside, made safe to print: no control character, bidirectional mark or lone surrogate reaches a terminal. */
public final class Printable {
    private Printable() {}

    /** Appends {@code point} as it is, or as an escape when it could act on a terminal or mislead a reader. */
    public static void append(StringBuilder shown, int point) {
        if (isPlain(point)) {
            shown.appendCodePoint(point);
        } else if (Character.isBmpCodePoint(point)) {
            shown.append(String.format("\\u%04x", point));
        } else {
            shown.append(String.format(
                    "\\u%04x\\u%04x", (int) Character.highSurrogate(point), (int) Character.lowSurrogate(point)));
        }
    }

    /** Whether it stands for itself and nothing more: no control, no mark that is not seen, no half character. */
    public static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}
