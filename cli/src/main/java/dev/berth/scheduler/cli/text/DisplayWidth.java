package dev.berth.scheduler.cli.text;

/** How many columns of a terminal a text takes. */
public final class DisplayWidth {
    private DisplayWidth() {}

    /** Columns of a text without control characters: 2 for East Asian wide characters, 0 for combining ones. */
    public static int of(String text) {
        int columns = 0;
        int index = 0;
        while (index < text.length()) {
            int character = text.codePointAt(index);
            columns += ofCharacter(character);
            index += Character.charCount(character);
        }
        return columns;
    }

    /** The longest beginning that takes at most {@code columns}, with an ellipsis where something was cut off. */
    public static String cut(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        int used = 0;
        int index = 0;
        while (index < text.length()) {
            int character = text.codePointAt(index);
            used += ofCharacter(character);
            if (used > columns - 1) {
                break;
            }
            index += Character.charCount(character);
        }
        return text.substring(0, index) + "…";
    }

    private static int ofCharacter(int character) {
        if (character < 0x300) {
            return 1;
        }
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(character) ? 2 : 1;
        };
    }

    /** The blocks Unicode calls wide, roughly: Hangul, kana, ideographs, full-width forms, pictographs. */
    private static boolean isWide(int character) {
        return character >= 0x1100
                && (character <= 0x115f
                        || between(character, 0x2e80, 0xa4cf)
                        || between(character, 0xac00, 0xd7a3)
                        || between(character, 0xf900, 0xfaff)
                        || between(character, 0xfe30, 0xfe6f)
                        || between(character, 0xff00, 0xff60)
                        || between(character, 0xffe0, 0xffe6)
                        || between(character, 0x1f300, 0x1faff)
                        || between(character, 0x20000, 0x3fffd));
    }

    private static boolean between(int character, int first, int last) {
        return character >= first && character <= last;
    }
}
