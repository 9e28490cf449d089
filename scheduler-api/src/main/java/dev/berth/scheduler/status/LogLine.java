package dev.berth.scheduler.status;

import java.time.Instant;
import java.util.Optional;

/**
 * One line an instance wrote.
 *
 * @param instance who
 * @param task which of its tasks
 * @param stream where to
 * @param at when, as far as the backend knows
 * @param text without its line end; bytes that are not UTF-8 replaced
 */
public record LogLine(InstanceId instance, String task, Stream stream, Optional<Instant> at, String text) {
    /** Where a line was written. */
    public enum Stream {
        STDOUT,
        STDERR,
        UNKNOWN
    }
}
