package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.document.DocumentException;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * The latest tick of a life of a CRON for which anything was ever made.
 *
 * @param incarnation the life; another one's ticks are of no account
 */
record LastTick(String incarnation, Instant tick) {
    String stored() {
        return incarnation + " " + tick;
    }

    static LastTick read(String stored) throws DocumentException {
        int space = stored.indexOf(' ');
        try {
            return new LastTick(stored.substring(0, Math.max(0, space)), Instant.parse(stored.substring(space + 1)));
        } catch (DateTimeException e) {
            throw DocumentException.of("'" + stored + "' is not a life and a time");
        }
    }
}
