package dev.berth.scheduler.spec;

import java.util.List;

/**
 * A set of characters.
 *
 * @param ranges those listed, as code points
 * @param negated whether the set is all but them
 */
record MatchCharacters(List<Range> ranges, boolean negated) {
    static final MatchCharacters ANY = new MatchCharacters(List.of(new Range('\n', '\n')), true);
    private static final List<Range> DIGITS = List.of(new Range('0', '9'));
    private static final List<Range> WORD =
            List.of(new Range('a', 'z'), new Range('A', 'Z'), new Range('0', '9'), new Range('_', '_'));
    private static final List<Range> SPACE = List.of(new Range('\t', '\r'), new Range(' ', ' '));

    MatchCharacters {
        ranges = List.copyOf(ranges);
    }

    static MatchCharacters one(int character) {
        return new MatchCharacters(List.of(new Range(character, character)), false);
    }

    /** What a backslash and one of {@code dDwWsS} stand for. */
    static MatchCharacters ofClassLetter(int letter) {
        return switch (letter) {
            case 'd', 'D' -> new MatchCharacters(DIGITS, letter == 'D');
            case 'w', 'W' -> new MatchCharacters(WORD, letter == 'W');
            case 's', 'S' -> new MatchCharacters(SPACE, letter == 'S');
            default -> throw new IllegalArgumentException("no class letter: " + letter);
        };
    }

    boolean contains(int character) {
        for (Range range : ranges) {
            if (range.first <= character && character <= range.last) {
                return !negated;
            }
        }
        return negated;
    }

    record Range(int first, int last) {}
}
