package dev.berth.scheduler.core.adapter;

import dev.berth.scheduler.error.Printable;

/** Words from outside, cut and made safe to print. Pure. */
public final class Words {
    private static final int LONGEST = 500;

    private Words() {}

    public static String shown(String words) {
        StringBuilder shown = new StringBuilder();
        words.codePoints().limit(LONGEST).forEach(point -> Printable.append(shown, point == '\n' ? ' ' : point));
        return words.codePointCount(0, words.length()) > LONGEST ? shown + "…" : shown.toString();
    }
}
