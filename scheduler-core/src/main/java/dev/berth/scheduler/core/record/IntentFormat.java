package dev.berth.scheduler.core.record;

import dev.berth.scheduler.spi.Directives;
import dev.berth.scheduler.spi.RecordKey;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** The attributes of an {@link Intent}; what is as usual is left out. */
final class IntentFormat {
    private static final String PAUSED = "paused";
    private static final String CANCELLED = "cancelled";
    private static final String LIKE = "like";
    private static final String COMPLETE = "complete";
    private static final String FAILED_REVISION = "failedRevision";
    private static final String FAILED_REASON = "failedReason";
    private static final String FAILED_MESSAGE = "failedMessage";
    private static final String CONTROLLED = "controlled";
    private static final String SINCE = "since";

    /** Attributes are short: a backend may keep them where little fits. */
    private static final int LONGEST_MESSAGE = 500;

    private IntentFormat() {}

    static void write(Intent intent, Map<String, String> attributes) {
        flag(attributes, PAUSED, intent.directives().paused());
        flag(attributes, CANCELLED, intent.directives().cancelled());
        number(attributes, LIKE, intent.like());
        number(attributes, COMPLETE, intent.complete());
        flag(attributes, CONTROLLED, intent.controlled());
        intent.since().ifPresent(since -> attributes.put(SINCE, since.toString()));
        intent.failure().ifPresent(failure -> {
            attributes.put(FAILED_REVISION, Long.toString(failure.revision()));
            attributes.put(FAILED_REASON, failure.reason());
            attributes.put(FAILED_MESSAGE, shortened(failure.message()));
        });
    }

    private static void flag(Map<String, String> attributes, String name, boolean value) {
        if (value) {
            attributes.put(name, "true");
        }
    }

    private static void number(Map<String, String> attributes, String name, long value) {
        if (value != 0) {
            attributes.put(name, Long.toString(value));
        }
    }

    private static String shortened(String message) {
        if (message.length() <= LONGEST_MESSAGE) {
            return message;
        }
        int end = LONGEST_MESSAGE - 1;
        return message.substring(0, Character.isHighSurrogate(message.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    static Intent read(RecordKey key, Map<String, String> attributes) {
        return new Intent(
                Directives.NONE
                        .withPaused(attributes.containsKey(PAUSED))
                        .withCancelled(attributes.containsKey(CANCELLED)),
                number(key, attributes, LIKE),
                number(key, attributes, COMPLETE),
                failure(key, attributes),
                attributes.containsKey(CONTROLLED),
                since(key, attributes));
    }

    private static long number(RecordKey key, Map<String, String> attributes, String name) {
        return attributes.containsKey(name) ? RecordFormat.attribute(key, attributes, name, Long::parseLong) : 0;
    }

    private static Optional<Failure> failure(RecordKey key, Map<String, String> attributes) {
        return attributes.containsKey(FAILED_REVISION)
                ? Optional.of(new Failure(
                        number(key, attributes, FAILED_REVISION),
                        RecordFormat.attribute(key, attributes, FAILED_REASON),
                        RecordFormat.attribute(key, attributes, FAILED_MESSAGE)))
                : Optional.empty();
    }

    private static Optional<Instant> since(RecordKey key, Map<String, String> attributes) {
        return attributes.containsKey(SINCE)
                ? Optional.of(RecordFormat.attribute(key, attributes, SINCE, IntentFormat::instant))
                : Optional.empty();
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(text + " is no time", e);
        }
    }
}
