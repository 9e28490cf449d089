package dev.berth.scheduler.spec;

/** Walks over the characters of an expression. */
final class MatchScanner {
    private final int[] characters;
    private int position;

    MatchScanner(String text) {
        this.characters = text.codePoints().toArray();
    }

    boolean atEnd() {
        return position == characters.length;
    }

    boolean isAt(int character) {
        return position < characters.length && characters[position] == character;
    }

    /** Whether the character behind the current one is this one. */
    boolean isNext(int character) {
        return position + 1 < characters.length && characters[position + 1] == character;
    }

    int next() {
        return characters[position++];
    }

    boolean skip(int character) {
        boolean found = isAt(character);
        if (found) {
            position++;
        }
        return found;
    }

    /** Reads a decimal number of at least one digit. */
    int number(int maximum) {
        int start = position;
        int value = 0;
        while (position < characters.length && characters[position] >= '0' && characters[position] <= '9') {
            value = value * 10 + next() - '0';
            if (value > maximum) {
                throw refusalBefore("a repetition may have at most " + maximum);
            }
        }
        if (position == start) {
            throw refusal("a repetition is {n}, {n,} or {n,m}");
        }
        return value;
    }

    /** For what is wrong at the next character. */
    IllegalArgumentException refusal(String what) {
        return new IllegalArgumentException(what + ", at character " + (position + 1));
    }

    /** For what is wrong with the character just read. */
    IllegalArgumentException refusalBefore(String what) {
        return new IllegalArgumentException(what + ", at character " + position);
    }
}
