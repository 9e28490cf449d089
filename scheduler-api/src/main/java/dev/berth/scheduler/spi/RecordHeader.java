package dev.berth.scheduler.spi;

import java.util.Map;

/**
 * A record without its content, as a backend can list many of.
 *
 * @param key its name
 * @param attributes as stored
 */
public record RecordHeader(RecordKey key, Map<String, String> attributes) {
    public RecordHeader {
        attributes = Map.copyOf(attributes);
    }
}
