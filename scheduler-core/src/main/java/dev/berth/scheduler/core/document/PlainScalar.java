package dev.berth.scheduler.core.document;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a scalar without quotes is taken for, by this reader and by others. */
public final class PlainScalar {
    // Whoever repeats a group takes all it can at once: what can go back costs a frame of the stack for each
    // repetition.
    private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern QUANTITY = Pattern.compile("(?:[0-9]+(?:\\.[0-9]+)?(?:ms|[KMGT]i|[smhdkMGT%]))++");
    private static final Pattern WORDS =
            Pattern.compile("(?:[A-Za-z_/]|\\./|--?[A-Za-z])[A-Za-z0-9_./:@%+=,-]*+(?: [A-Za-z0-9_./:@%+=,-]++)*+");
    private static final Pattern COLON_AT_END = Pattern.compile(":( |$)");
    private static final Set<String> RESERVED = Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");

    private PlainScalar() {}

    /** Whether it is a number or a truth value of JSON. */
    public static boolean isJson(String text) {
        return text.equals("true")
                || text.equals("false")
                || JSON_NUMBER.matcher(text).matches();
    }

    /** Whether every YAML reader takes it for text although it has no quotes. */
    static boolean isText(String text) {
        return !RESERVED.contains(text.toLowerCase(Locale.ROOT))
                && (QUANTITY.matcher(text).matches()
                        || (WORDS.matcher(text).matches()
                                && !COLON_AT_END.matcher(text).find()));
    }
}
