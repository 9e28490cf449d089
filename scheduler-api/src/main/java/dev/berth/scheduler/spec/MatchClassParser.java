package dev.berth.scheduler.spec;

import java.util.ArrayList;
import java.util.List;

/** Reads what is between square brackets; refuses what expression languages read differently there. */
final class MatchClassParser {
    private final MatchScanner scanner;
    private final List<MatchCharacters.Range> ranges = new ArrayList<>();

    MatchClassParser(MatchScanner scanner) {
        this.scanner = scanner;
    }

    MatchCharacters parse() {
        boolean negated = scanner.skip('^');
        while (!scanner.isAt(']')) {
            if (scanner.atEnd()) {
                throw scanner.refusal("'[' isn't closed by ']'");
            }
            item();
        }
        if (ranges.isEmpty()) {
            throw scanner.refusal("'[]' is empty; ']' itself has to be written '\\]'");
        }
        scanner.next();
        return new MatchCharacters(ranges, negated);
    }

    private void item() {
        MatchCharacters first = character();
        if (!isSingle(first)) {
            if (first.negated()) {
                throw scanner.refusalBefore("a negated class can't be inside '[]'");
            }
            ranges.addAll(first.ranges());
            return;
        }
        int from = first.ranges().get(0).first();
        if (!scanner.isAt('-') || scanner.isNext(']')) {
            ranges.add(new MatchCharacters.Range(from, from));
            return;
        }
        scanner.next();
        MatchCharacters last = character();
        if (!isSingle(last) || last.ranges().get(0).first() < from) {
            throw scanner.refusalBefore("a range goes from a character to a later one");
        }
        ranges.add(new MatchCharacters.Range(from, last.ranges().get(0).first()));
    }

    private MatchCharacters character() {
        if (scanner.atEnd()) {
            throw scanner.refusal("'[' isn't closed by ']'");
        }
        int character = scanner.next();
        if (character == '\\') {
            return MatchParser.escape(scanner);
        }
        if (character == '[' || (character == '&' && scanner.isAt('&'))) {
            throw scanner.refusalBefore(
                    "'" + (char) character + "' inside '[]' has to be written '\\" + (char) character + "'");
        }
        return MatchCharacters.one(character);
    }

    private static boolean isSingle(MatchCharacters characters) {
        MatchCharacters.Range first = characters.ranges().get(0);
        return !characters.negated() && characters.ranges().size() == 1 && first.first() == first.last();
    }
}
