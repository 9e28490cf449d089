package dev.berth.scheduler.cli.text;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Durations as people write and read them. */
public final class HumanDuration {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private HumanDuration() {}

    /** At most two units: {@code 42s}, {@code 5m10s}, {@code 3h12m}, {@code 12d}; a negative one counts as 0. */
    public static String format(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < MINUTE) {
            return seconds + "s";
        }
        if (seconds < HOUR) {
            return two(seconds / MINUTE, "m", seconds % MINUTE, "s");
        }
        if (seconds < DAY) {
            return two(seconds / HOUR, "h", seconds % HOUR / MINUTE, "m");
        }
        return seconds < 10 * DAY ? two(seconds / DAY, "d", seconds % DAY / HOUR, "h") : seconds / DAY + "d";
    }

    /** Reads {@code 500ms}, {@code 90s}, {@code 1h30m}, {@code 2d} or ISO-8601; empty when it is none of them. */
    public static Optional<Duration> parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        try {
            return lower.startsWith("p") ? Optional.of(nonNegative(Duration.parse(text))) : sum(lower);
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String two(long major, String majorUnit, long minor, String minorUnit) {
        return minor == 0 ? major + majorUnit : major + majorUnit + minor + minorUnit;
    }

    private static Duration nonNegative(Duration duration) {
        if (duration.isNegative()) {
            throw new DateTimeException("a negative duration");
        }
        return duration;
    }

    private static Optional<Duration> sum(String text) {
        Duration sum = Duration.ZERO;
        int index = 0;
        while (index < text.length()) {
            int unit = skip(text, index, true);
            int next = skip(text, unit, false);
            if (unit == index || next == unit) {
                return Optional.empty();
            }
            Optional<Duration> one = unit(text.substring(unit, next));
            if (one.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.plus(one.get().multipliedBy(Long.parseLong(text, index, unit, 10)));
            index = next;
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(sum);
    }

    private static int skip(String text, int from, boolean digits) {
        int index = from;
        while (index < text.length() && isDigit(text.charAt(index)) == digits) {
            index++;
        }
        return index;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static Optional<Duration> unit(String name) {
        return switch (name) {
            case "ms" -> Optional.of(Duration.ofMillis(1));
            case "s" -> Optional.of(Duration.ofSeconds(1));
            case "m" -> Optional.of(Duration.ofMinutes(1));
            case "h" -> Optional.of(Duration.ofHours(1));
            case "d" -> Optional.of(Duration.ofDays(1));
            default -> Optional.empty();
        };
    }
}
