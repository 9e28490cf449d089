package dev.berth.scheduler.benchmarks.harness;

import java.util.Locale;

/**
 * One line of a report.
 *
 * @param name what was measured
 * @param value what came out
 * @param unit of the value, {@code x} for a ratio
 * @param target the value must not exceed it; infinite when there is none
 * @param detail what the value was made of
 */
public record Measurement(String name, double value, String unit, double target, String detail) {
    /** Something that is only shown. */
    public static Measurement shown(String name, double value, String unit, String detail) {
        return new Measurement(name, value, unit, Double.POSITIVE_INFINITY, detail);
    }

    /** A peer and a subject. */
    public static Measurement ratio(String name, double target, Alternation alternation) {
        String detail = String.format(
                Locale.ROOT,
                "subject %s, peer %s, medians of %d rounds",
                span(alternation.subject()),
                span(alternation.peer()),
                alternation.subject().values().size());
        return new Measurement(name, alternation.ratio(), "x", target, detail);
    }

    private static String span(Samples samples) {
        return String.format(
                Locale.ROOT, "%.1f ms (%.1f to %.1f)", samples.median(), samples.minimum(), samples.maximum());
    }

    public boolean hasTarget() {
        return !Double.isInfinite(target);
    }

    public boolean passed() {
        return value <= target;
    }
}
