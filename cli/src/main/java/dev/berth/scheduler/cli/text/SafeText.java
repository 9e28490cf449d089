package dev.berth.scheduler.cli.text;

/**
 * Makes foreign text safe to show on a terminal. What a workload logs or a file holds could otherwise move the cursor,
 * change the title, reorder what is read or answer for the user.
 */
public final class SafeText {
    private static final String HEXADECIMAL = "0123456789abcdef";

    private SafeText() {}

    /** One line: every control character is shown as an escape, line breaks and tabs too. */
    public static String line(String text) {
        return escape(text, false);
    }

    /** Several lines: as {@link #line}, but line breaks and tabs stay. */
    public static String block(String text) {
        return escape(text, true);
    }

    private static String escape(String text, boolean keepsLayout) {
        int first = firstUnsafe(text, keepsLayout);
        if (first < 0) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16).append(text, 0, first);
        int index = first;
        while (index < text.length()) {
            int point = text.codePointAt(index);
            if (isUnsafe(point, keepsLayout)) {
                appendEscape(safe, point);
            } else {
                safe.appendCodePoint(point);
            }
            index += Character.charCount(point);
        }
        return safe.toString();
    }

    private static int firstUnsafe(String text, boolean keepsLayout) {
        int index = 0;
        while (index < text.length()) {
            int point = text.codePointAt(index);
            if (isUnsafe(point, keepsLayout)) {
                return index;
            }
            index += Character.charCount(point);
        }
        return -1;
    }

    private static boolean isUnsafe(int point, boolean keepsLayout) {
        if (point >= ' ' && point < 0x7f) {
            return false;
        }
        if (keepsLayout && (point == '\n' || point == '\t')) {
            return false;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            case Character.FORMAT -> !isJoiner(point);
            default -> false;
        };
    }

    /** Of the marks that are not seen these are part of words and of pictures, and reorder nothing. */
    private static boolean isJoiner(int point) {
        return point == 0x200c || point == 0x200d;
    }

    private static void appendEscape(StringBuilder safe, int point) {
        switch (point) {
            case '\n' -> safe.append("\\n");
            case '\r' -> safe.append("\\r");
            case '\t' -> safe.append("\\t");
            default -> {
                if (point <= 0xff) {
                    append(safe.append("\\x"), point, 2);
                } else if (Character.isBmpCodePoint(point)) {
                    append(safe.append("\\u"), point, 4);
                } else {
                    append(safe.append("\\U"), point, 8);
                }
            }
        }
    }

    private static void append(StringBuilder safe, int point, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            safe.append(HEXADECIMAL.charAt((point >> shift) & 0xf));
        }
    }
}
