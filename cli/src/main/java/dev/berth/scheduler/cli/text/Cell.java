package dev.berth.scheduler.cli.text;

/**
 * One cell of a table.
 *
 * @param text on one line, made safe
 * @param colour how it is painted
 */
public record Cell(String text, Colour colour) {
    public static Cell of(String text) {
        return new Cell(SafeText.line(text), Colour.NONE);
    }

    public static Cell of(long number) {
        return new Cell(Long.toString(number), Colour.NONE);
    }

    public static Cell of(String text, Colour colour) {
        return new Cell(SafeText.line(text), colour);
    }

    int width() {
        return DisplayWidth.of(text);
    }
}
