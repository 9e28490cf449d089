package dev.berth.scheduler.cli.text;

/** What a colour means here; which one it is on a terminal. */
public enum Colour {
    NONE(""),
    GOOD("32"),
    BUSY("33"),
    BAD("31"),
    NAME("36"),
    FAINT("2"),
    STRONG("1");

    private final String code;

    Colour(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }
}
