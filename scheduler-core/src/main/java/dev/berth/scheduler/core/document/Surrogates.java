package dev.berth.scheduler.core.document;

/** Escapes can write half a character, which UTF-8 can't hold: encoders would silently put a question mark. */
final class Surrogates {
    private Surrogates() {}

    static boolean unpaired(String text) {
        int index = 0;
        while (index < text.length()) {
            int character = text.codePointAt(index);
            if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
                return true;
            }
            index += Character.charCount(character);
        }
        return false;
    }
}
