package dev.berth.scheduler.tck.certificate;

import java.time.Duration;
import java.util.Locale;

/** Durations as people read them. */
final class Seconds {
    private static final double MILLIS = 1000;
    private static final double WHOLE = 10;

    private Seconds() {}

    /** {@code 0.4 s}, {@code 31 s}. */
    static String of(Duration duration) {
        double seconds = duration.toMillis() / MILLIS;
        return String.format(Locale.ROOT, seconds < WHOLE ? "%.1f s" : "%.0f s", seconds);
    }
}
