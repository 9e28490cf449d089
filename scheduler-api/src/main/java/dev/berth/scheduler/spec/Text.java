package dev.berth.scheduler.spec;

import dev.berth.scheduler.error.Printable;
import java.nio.charset.StandardCharsets;

/** How values appear in messages, and which texts a process can be given. */
final class Text {
    private static final int LONGEST_SHOWN = 60;

    private Text() {}

    /** The value in quotes, control characters escaped, cut when long: safe in a terminal and in a log. */
    static String quote(String value) {
        StringBuilder shown = new StringBuilder("'");
        value.codePoints().limit(LONGEST_SHOWN).forEach(point -> Printable.append(shown, point));
        return shown.append(value.codePointCount(0, value.length()) > LONGEST_SHOWN ? "…'" : "'")
                .toString();
    }

    /** The value as it is but for control characters, which are escaped. */
    static String printable(String value) {
        StringBuilder shown = new StringBuilder();
        value.codePoints().forEach(point -> Printable.append(shown, point));
        return shown.toString();
    }

    /** True when the value has no NUL and no lone surrogate, so that it has one UTF-8 form a process can take. */
    static boolean isDeliverable(String value) {
        return value.codePoints().noneMatch(point -> point == 0 || isSurrogate(point));
    }

    /** True when the value also has no control character: it fits on one line of any file. */
    static boolean isPlain(String value) {
        return value.codePoints().noneMatch(point -> Character.isISOControl(point) || isSurrogate(point));
    }

    /** In bytes of UTF-8. */
    static int size(String value) {
        return value.getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
