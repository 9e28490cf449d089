package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.ScalarNode;
import dev.berth.scheduler.spec.DurationText;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations such as {@code 1m30s}: units from hours down to nanoseconds, each at most once, largest first. */
final class Durations {
    private static final long[] NANOSECONDS = {
        3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L, 1_000_000L, 1_000L, 1L
    };
    private static final Pattern PATTERN = Pattern.compile(
            "(?=[0-9])(?:([0-9]{1,18})h)?(?:([0-9]{1,18})m)?(?:([0-9]{1,18})s)?(?:([0-9]{1,18})ms)?(?:([0-9]{1,18})us)?(?:([0-9]{1,18})ns)?");

    static final Shape<Duration> DURATION = new ScalarShape<>(
            "a duration such as 10s, 1m30s, 500ms or 1h",
            Durations::parse,
            duration -> ScalarNode.text(DurationText.of(duration)),
            Durations::form);

    private Durations() {}

    private static MapNode form() {
        return Schemas.object(
                "type",
                "string",
                "pattern",
                "^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?([0-9]+us)?([0-9]+ns)?$");
    }

    private static Optional<Duration> parse(ScalarNode scalar) {
        Matcher matcher = PATTERN.matcher(scalar.text());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            Duration sum = Duration.ZERO;
            for (int i = 0; i < NANOSECONDS.length; i++) {
                String amount = matcher.group(i + 1);
                sum = sum.plus(
                        Duration.ofNanos(NANOSECONDS[i]).multipliedBy(amount == null ? 0 : Long.parseLong(amount)));
            }
            return Optional.of(sum);
        } catch (ArithmeticException tooLong) {
            return Optional.empty();
        }
    }
}
