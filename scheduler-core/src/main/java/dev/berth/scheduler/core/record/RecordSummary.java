package dev.berth.scheduler.core.record;

import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Replicated;
import dev.berth.scheduler.spi.Directives;
import dev.berth.scheduler.spi.RecordHeader;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.status.Version;
import java.util.Map;
import java.util.Optional;

/**
 * What a record's attributes tell without its content: enough to find that nothing changed.
 *
 * @param replicas the count; 0 where the mode has none
 * @param intent what the edit says beside the spec
 */
public record RecordSummary(
        WorkloadRecord.Kind kind,
        Version version,
        long revision,
        String digest,
        String templateDigest,
        String rendererVersion,
        Mode.Kind mode,
        int replicas,
        Intent intent) {

    /** The revision that instances bear: its own, or the one it was made equal to. */
    public long borne() {
        return intent.like() == 0 ? revision : intent.like();
    }

    static RecordSummary of(WorkloadRecord record) {
        return new RecordSummary(
                record.kind(),
                record.version(),
                record.revision(),
                record.digest(),
                record.templateDigest(),
                record.rendererVersion(),
                record.spec().mode().kind(),
                record.spec().mode() instanceof Replicated replicated ? replicated.replicas() : 0,
                record.intent());
    }

    /** Of the record that this workload is to be gone: its instances bear the revision they had until they are. */
    RecordSummary tombstone(Version removal) {
        Intent nothingElse = new Intent(Directives.NONE, intent.like(), 0, Optional.empty(), false, Optional.empty());
        return new RecordSummary(
                WorkloadRecord.Kind.TOMBSTONE,
                removal,
                revision,
                digest,
                templateDigest,
                rendererVersion,
                mode,
                replicas,
                nothingElse);
    }

    /**
     * Reads a header.
     *
     * @throws dev.berth.scheduler.error.ConflictException when a newer Berth wrote it in a form this one can't read
     * @throws dev.berth.scheduler.error.BackendException when it is damaged
     */
    public static RecordSummary of(RecordHeader header) {
        RecordKey key = header.key();
        Map<String, String> attributes = header.attributes();
        RecordFormat.requireReadable(key, attributes);
        return new RecordSummary(
                RecordFormat.attribute(key, attributes, "kind", WorkloadRecord.Kind::valueOf),
                new Version(RecordFormat.attribute(key, attributes, "incarnation"), key.generation()),
                RecordFormat.attribute(key, attributes, "revision", Long::parseLong),
                RecordFormat.attribute(key, attributes, "digest"),
                RecordFormat.attribute(key, attributes, "template"),
                RecordFormat.attribute(key, attributes, "renderer"),
                RecordFormat.attribute(key, attributes, "mode", Mode.Kind::valueOf),
                RecordFormat.attribute(key, attributes, "replicas", Integer::parseInt),
                IntentFormat.read(key, attributes));
    }
}
