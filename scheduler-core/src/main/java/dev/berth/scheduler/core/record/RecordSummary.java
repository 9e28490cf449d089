package dev.berth.scheduler.core.record;

import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spi.RecordHeader;
import dev.berth.scheduler.status.Version;
import java.util.Map;

/**
 * What a record's attributes tell without its content: enough to find that nothing changed.
 *
 * @param replicas the count; 0 where the mode has none
 */
public record RecordSummary(
        WorkloadRecord.Kind kind,
        Version version,
        long revision,
        String digest,
        String templateDigest,
        String rendererVersion,
        Mode.Kind mode,
        int replicas) {

    /**
     * Reads a header.
     *
     * @throws dev.berth.scheduler.error.ConflictException when a newer Berth wrote it in a form this one can't read
     */
    public static RecordSummary of(RecordHeader header) {
        Map<String, String> attributes = header.attributes();
        RecordFormat.requireReadable(header.key(), attributes);
        return new RecordSummary(
                WorkloadRecord.Kind.valueOf(RecordFormat.attribute(header.key(), attributes, "kind")),
                new Version(
                        RecordFormat.attribute(header.key(), attributes, "incarnation"),
                        header.key().generation()),
                Long.parseLong(RecordFormat.attribute(header.key(), attributes, "revision")),
                RecordFormat.attribute(header.key(), attributes, "digest"),
                RecordFormat.attribute(header.key(), attributes, "template"),
                RecordFormat.attribute(header.key(), attributes, "renderer"),
                Mode.Kind.valueOf(RecordFormat.attribute(header.key(), attributes, "mode")),
                Integer.parseInt(RecordFormat.attribute(header.key(), attributes, "replicas")));
    }
}
