package dev.berth.scheduler.k8s.connection;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What time a server has, however wrong the clock here is: as its last answer said in the header {@code Date}. That is of whole seconds, so
 * the time is told too late by up to one and by the way of the answer, never too early. Thread-safe.
 */
final class ServerTime {
    private volatile Duration ahead = Duration.ZERO;

    /**
     * An answer came.
     *
     * @param date its {@code Date}; where it is absent or can't be read all stays as it is
     * @param here the time of the clock here
     */
    void told(Optional<String> date, Instant here) {
        date.flatMap(ServerTime::read).ifPresent(there -> ahead = Duration.between(here, there));
    }

    private static Optional<Instant> read(String date) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.strip(), Instant::from));
        } catch (DateTimeException e) {
            // Whoever wrote that is no API server.
            return Optional.empty();
        }
    }

    /** By how much its clock is ahead of the one here; less than nothing where it is behind, nothing until an answer tells. */
    Duration ahead() {
        return ahead;
    }
}
