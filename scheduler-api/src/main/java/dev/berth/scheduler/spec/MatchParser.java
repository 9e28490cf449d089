package dev.berth.scheduler.spec;

import java.util.ArrayList;
import java.util.List;

/** Reads a {@link MatchExpression} by recursive descent; whatever it doesn't know is refused with its place. */
final class MatchParser {
    private static final int MAXIMUM_DEPTH = 100;
    private static final int MAXIMUM_REPETITIONS = 1000;
    private static final String PUNCTUATION = "\\^$.|?*+()[]{}-/,:;=!<>@#%&~'\"_ ";

    private final MatchScanner scanner;
    private int depth;

    MatchParser(String text) {
        this.scanner = new MatchScanner(text);
    }

    MatchPart parse() {
        MatchPart part = choice();
        if (!scanner.atEnd()) {
            throw scanner.refusal("')' without '('");
        }
        return part;
    }

    private MatchPart choice() {
        MatchPart part = sequence();
        while (scanner.skip('|')) {
            part = new MatchPart.Choice(part, sequence());
        }
        return part;
    }

    private MatchPart sequence() {
        List<MatchPart> parts = new ArrayList<>();
        while (!scanner.atEnd() && !scanner.isAt('|') && !scanner.isAt(')')) {
            parts.add(repeated(single()));
        }
        return new MatchPart.Sequence(parts);
    }

    private MatchPart single() {
        int character = scanner.next();
        return switch (character) {
            case '(' -> group();
            case '[' -> new MatchPart.Single(new MatchClassParser(scanner).parse());
            case '.' -> new MatchPart.Single(MatchCharacters.ANY);
            case '^' -> new MatchPart.Anchor(true);
            case '$' -> new MatchPart.Anchor(false);
            case '\\' -> new MatchPart.Single(escape(scanner));
            case '*', '+', '?', '{' -> throw scanner.refusalBefore("'" + (char) character + "' repeats nothing");
            case ']', '}' ->
                throw scanner.refusalBefore(
                        "'" + (char) character + "' has to be written '\\" + (char) character + "'");
            default -> new MatchPart.Single(MatchCharacters.one(character));
        };
    }

    private MatchPart group() {
        if (++depth > MAXIMUM_DEPTH) {
            throw scanner.refusalBefore("more than " + MAXIMUM_DEPTH + " nested groups");
        }
        if (scanner.skip('?') && !scanner.skip(':')) {
            throw scanner.refusal("of the groups that start with '(?' only '(?:' is known");
        }
        MatchPart part = choice();
        if (!scanner.skip(')')) {
            throw scanner.refusal("a group isn't closed by ')'");
        }
        depth--;
        return part;
    }

    private MatchPart repeated(MatchPart part) {
        MatchPart result = quantified(part);
        if (result != part) {
            scanner.skip('?'); // lazy: of no effect where the whole value has to match
            if (scanner.isAt('*') || scanner.isAt('+') || scanner.isAt('?') || scanner.isAt('{')) {
                throw scanner.refusal("a quantifier follows a quantifier");
            }
        }
        return result;
    }

    private MatchPart quantified(MatchPart part) {
        if (scanner.skip('*')) {
            return new MatchPart.Repeat(part, 0, MatchPart.Repeat.UNLIMITED);
        }
        if (scanner.skip('+')) {
            return new MatchPart.Repeat(part, 1, MatchPart.Repeat.UNLIMITED);
        }
        if (scanner.skip('?')) {
            return new MatchPart.Repeat(part, 0, 1);
        }
        return scanner.skip('{') ? counted(part) : part;
    }

    private MatchPart counted(MatchPart part) {
        int minimum = scanner.number(MAXIMUM_REPETITIONS);
        int maximum = minimum;
        if (scanner.skip(',')) {
            maximum = scanner.isAt('}') ? MatchPart.Repeat.UNLIMITED : scanner.number(MAXIMUM_REPETITIONS);
        }
        if (!scanner.skip('}')) {
            throw scanner.refusal("a repetition is {n}, {n,} or {n,m}");
        }
        if (maximum != MatchPart.Repeat.UNLIMITED && maximum < minimum) {
            throw scanner.refusalBefore("{" + minimum + "," + maximum + "} ends before it begins");
        }
        return new MatchPart.Repeat(part, minimum, maximum);
    }

    static MatchCharacters escape(MatchScanner scanner) {
        if (scanner.atEnd()) {
            throw scanner.refusal("nothing follows the backslash");
        }
        int character = scanner.next();
        return switch (character) {
            case 'd', 'D', 'w', 'W', 's', 'S' -> MatchCharacters.ofClassLetter(character);
            case 't' -> MatchCharacters.one('\t');
            case 'n' -> MatchCharacters.one('\n');
            case 'r' -> MatchCharacters.one('\r');
            default -> {
                if (PUNCTUATION.indexOf(character) < 0) {
                    throw scanner.refusalBefore("'\\" + Character.toString(character) + "' is unknown");
                }
                yield MatchCharacters.one(character);
            }
        };
    }
}
