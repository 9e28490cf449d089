package dev.berth.scheduler.spec;

/** How values appear in messages. */
final class Text {
    private static final int LONGEST_SHOWN = 60;

    private Text() {}

    /** The value in quotes, control characters escaped, cut when long: safe in a terminal and in a log. */
    static String quote(String value) {
        StringBuilder shown = new StringBuilder("'");
        value.codePoints().limit(LONGEST_SHOWN).forEach(point -> append(shown, point));
        return shown.append(value.codePointCount(0, value.length()) > LONGEST_SHOWN ? "…'" : "'")
                .toString();
    }

    private static void append(StringBuilder shown, int point) {
        boolean printable = !Character.isISOControl(point)
                && Character.getType(point) != Character.SURROGATE
                && Character.getType(point) != Character.FORMAT;
        if (printable) {
            shown.appendCodePoint(point);
        } else {
            shown.append(String.format("\\u%04x", point));
        }
    }

    /** True when the value has no NUL and no lone surrogate, so that it has one UTF-8 form a process can take. */
    static boolean isDeliverable(String value) {
        return value.codePoints().noneMatch(point -> point == 0 || (point >= 0xD800 && point <= 0xDFFF));
    }
}
