package dev.berth.scheduler.spi;

import java.util.Map;

/**
 * What Berth stores about one edit. Immutable once created; the format of both parts is scheduler-core's.
 *
 * @param key its name
 * @param attributes a few short texts that can be listed without the content (labels, annotations)
 * @param content up to 512 KiB of text
 */
public record StoredRecord(RecordKey key, Map<String, String> attributes, String content) {
    public StoredRecord {
        attributes = Map.copyOf(attributes);
    }

    /** Without the content: it has the values of variables and arguments (rule SEC-1). */
    @Override
    public String toString() {
        return "StoredRecord[" + key + ", " + content.length() + " characters]";
    }
}
