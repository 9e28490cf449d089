package dev.berth.scheduler.core.document;

/**
 * A single value, its text exactly as written: {@code 1.10} stays {@code 1.10} and {@code yes} stays {@code yes}.
 *
 * @param quoted whether it is text beyond doubt (quotes or a block in YAML, a string in JSON); otherwise whoever reads
 *     it decides whether it is a number, a truth value or text
 */
public record ScalarNode(Place place, String text, boolean quoted) implements Node {
    private static final int SHOWN_CHARACTERS = 60;

    /** Text that was not read from a text. */
    public static ScalarNode text(String text) {
        return new ScalarNode(Place.NOWHERE, text, true);
    }

    /** A number that was not read from a text. */
    public static ScalarNode number(long number) {
        return new ScalarNode(Place.NOWHERE, Long.toString(number), false);
    }

    /** A truth value that was not read from a text. */
    public static ScalarNode truth(boolean value) {
        return new ScalarNode(Place.NOWHERE, Boolean.toString(value), false);
    }

    @Override
    public Kind kind() {
        return Kind.SCALAR;
    }

    /** The text as written, cut when long: in double quotes when it is quoted. */
    @Override
    public String describe() {
        String shown = text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "…" : text;
        return quoted ? Quotes.quote(shown) : Quotes.escape(shown);
    }
}
