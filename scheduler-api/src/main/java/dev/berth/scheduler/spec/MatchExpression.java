package dev.berth.scheduler.spec;

/**
 * A regular expression of the subset that {@link Constraint.Operator#MATCHES} knows: what Java, RE2 and the
 * orchestrators read alike, and what can be matched in bounded time.
 *
 * <p>In it are characters, {@code .} (anything but a line feed), {@code [a-z]} and {@code [^a-z]}, groups {@code (…)}
 * and {@code (?:…)}, {@code |}, {@code * + ? {n} {n,} {n,m}} (lazy too), {@code ^ $}, {@code \d \D \w \W \s \S}
 * (ASCII), {@code \t \n \r} and a backslash before punctuation. Not in it are back-references, looking around,
 * possessive quantifiers, flags, Unicode classes and operations on classes.
 *
 * <p>Time is at the most the length of the value times the size of the expression, whatever they are: all
 * alternatives advance together, none is tried again. Immutable.
 */
public final class MatchExpression {
    private final String text;
    private final MatchProgram program;

    private MatchExpression(String text, MatchProgram program) {
        this.text = text;
        this.program = program;
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException when the text isn't of the subset; the message says what and where
     */
    public static MatchExpression parse(String text) {
        return new MatchExpression(text, new MatchParser(text).parse().toProgram());
    }

    /** Whether the whole value matches; letter case counts. */
    public boolean matches(String value) {
        return program.matches(value.codePoints().toArray());
    }

    @Override
    public String toString() {
        return text;
    }
}
