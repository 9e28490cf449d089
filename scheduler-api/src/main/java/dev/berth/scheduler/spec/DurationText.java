package dev.berth.scheduler.spec;

import java.time.Duration;

/** The one way durations are written: in specs, in what is stored of them, and in messages. */
public final class DurationText {
    private static final String[] UNITS = {"h", "m", "s", "ms", "us", "ns"};

    private DurationText() {}

    /**
     * Units from hours down to nanoseconds, largest first, none that is zero: {@code 1m30s}, {@code 500ms}, {@code 0s}.
     * What no spec may hold, negative or longer than 365 days, is written as ISO-8601 has it.
     */
    public static String of(Duration duration) {
        if (duration.isNegative() || duration.compareTo(Findings.LONGEST) > 0) {
            return duration.toString();
        }
        long[] parts = {
            duration.toHours(),
            duration.toMinutesPart(),
            duration.toSecondsPart(),
            duration.toMillisPart(),
            duration.toNanosPart() / 1000 % 1000,
            duration.toNanosPart() % 1000
        };
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] != 0) {
                text.append(parts[i]).append(UNITS[i]);
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }
}
