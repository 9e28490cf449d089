package dev.berth.scheduler.cli.text;

/** Paints text, or leaves it as it is where nobody would see a colour. */
public enum Colours {
    ON,
    OFF;

    private static final String ESCAPE = "\u001b[";

    /** {@code text} in that colour; it holds no control characters. */
    public String paint(Colour colour, String text) {
        if (this == OFF || colour == Colour.NONE || text.isEmpty()) {
            return text;
        }
        return ESCAPE + colour.code() + "m" + text + ESCAPE + "0m";
    }
}
