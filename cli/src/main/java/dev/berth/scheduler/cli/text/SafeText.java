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
        for (int index = first; index < text.length(); index++) {
            char character = text.charAt(index);
            if (isUnsafe(character, keepsLayout)) {
                appendEscape(safe, character);
            } else {
                safe.append(character);
            }
        }
        return safe.toString();
    }

    private static int firstUnsafe(String text, boolean keepsLayout) {
        for (int index = 0; index < text.length(); index++) {
            if (isUnsafe(text.charAt(index), keepsLayout)) {
                return index;
            }
        }
        return -1;
    }

    private static boolean isUnsafe(char character, boolean keepsLayout) {
        if (character < ' ') {
            return !keepsLayout || (character != '\n' && character != '\t');
        }
        return (character >= 0x7f && character <= 0x9f) || isReordering(character);
    }

    /** Separators of lines and paragraphs, and marks that make text read otherwise than it is (RFC 9839, bidi). */
    private static boolean isReordering(char character) {
        return (character >= 0x2028 && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
    }

    private static void appendEscape(StringBuilder safe, char character) {
        switch (character) {
            case '\n' -> safe.append("\\n");
            case '\r' -> safe.append("\\r");
            case '\t' -> safe.append("\\t");
            default -> {
                if (character <= 0xff) {
                    safe.append("\\x");
                } else {
                    safe.append("\\u").append(digit(character, 12)).append(digit(character, 8));
                }
                safe.append(digit(character, 4)).append(digit(character, 0));
            }
        }
    }

    private static char digit(char character, int shift) {
        return HEXADECIMAL.charAt((character >> shift) & 0xf);
    }
}
