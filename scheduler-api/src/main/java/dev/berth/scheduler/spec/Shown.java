package dev.berth.scheduler.spec;

import java.time.Duration;
import java.util.Locale;

/** Values as a message shows them: as they are written in a spec's YAML form, and safe in a terminal. */
final class Shown {
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
        return DurationText.of(duration);
    }
}
