package dev.berth.scheduler.spec;

import java.time.Duration;
import java.util.Locale;

/** Values as a message shows them: as they are written in a spec's YAML form, and safe in a terminal. */
final class Shown {
    private static final String[] UNITS = {"h", "m", "s", "ms", "us", "ns"};

    private Shown() {}

    static String of(Object value) {
        if (value instanceof String text) {
            return Text.quote(text);
        }
        if (value instanceof Enum<?> constant) {
            return of(constant);
        }
        return value instanceof Duration duration ? of(duration) : Text.printable(String.valueOf(value));
    }

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String of(Duration duration) {
        if (duration.isNegative() || duration.compareTo(Findings.LONGEST) > 0) {
            return duration.toString(); // can't be written in YAML, or only in hours without end
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
