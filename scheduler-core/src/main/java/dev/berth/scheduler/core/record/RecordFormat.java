package dev.berth.scheduler.core.record;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.RecordHeader;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.status.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The stored form of a record. {@code minReader} is the oldest format a reader must know: an older Berth reads what it
 * can and refuses the rest instead of writing over it.
 */
public final class RecordFormat {
    /** The format written, and the newest that is read. */
    static final int SCHEMA = 1;

    /** What the store of every orchestrator takes in one piece: half of etcd's limit, as it may be written escaped. */
    static final int MAXIMUM_BYTES = 512 * 1024;

    private RecordFormat() {}

    public static StoredRecord write(WorkloadRecord record) {
        String text = RecordContent.of(record).toJson();
        requireStorable(record, text);
        return new StoredRecord(
                new RecordKey(record.spec().id(), record.version().generation()),
                attributes(RecordSummary.of(record)),
                text);
    }

    /**
     * The record that the workload of {@code last} is to be gone. Its spec is handed on as the text it is, so that even
     * what this Berth can't read can be removed.
     *
     * @throws ConflictException when a newer Berth wrote {@code last} in a form this one can't read
     * @throws BackendException when it is damaged
     */
    public static StoredRecord tombstone(StoredRecord last, Version version, Instant now) {
        RecordSummary summary = RecordSummary.of(new RecordHeader(last.key(), last.attributes()));
        return new StoredRecord(
                new RecordKey(last.key().id(), version.generation()),
                attributes(summary.tombstone(version)),
                content(last).tombstone(now).toJson());
    }

    private static void requireStorable(WorkloadRecord record, String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAXIMUM_BYTES) {
            throw RefusedException.invalid(
                    "",
                    "the record of " + record.spec().id() + " would take " + bytes + " bytes, at most " + MAXIMUM_BYTES
                            + " fit every backend; take arguments, environment, files or annotations out of the spec");
        }
    }

    /**
     * Reads a record back.
     *
     * @throws ConflictException when a newer Berth wrote it in a form this one can't read
     * @throws BackendException when it is damaged
     */
    public static WorkloadRecord read(StoredRecord stored) {
        RecordSummary summary = RecordSummary.of(new RecordHeader(stored.key(), stored.attributes()));
        RecordContent content = content(stored);
        return new WorkloadRecord(
                summary.kind(),
                summary.version(),
                summary.revision(),
                spec(stored.key(), content),
                summary.digest(),
                summary.templateDigest(),
                summary.rendererVersion(),
                content.rendering(),
                content.createdAt(),
                content.revisionCreatedAt(),
                summary.intent());
    }

    static void requireReadable(RecordKey key, Map<String, String> attributes) {
        int minimumReader =
                attributes.containsKey("minReader") ? attribute(key, attributes, "minReader", Integer::parseInt) : 1;
        if (minimumReader > SCHEMA) {
            throw new ConflictException("record " + key.generation() + " of " + key.id()
                    + " was written by a newer Berth (format " + minimumReader + ", this one reads up to " + SCHEMA
                    + "); use that version or a newer one");
        }
    }

    static String attribute(RecordKey key, Map<String, String> attributes, String name) {
        String value = attributes.get(name);
        if (value == null) {
            throw damaged(key, "it has no " + name, null);
        }
        return value;
    }

    static <T> T attribute(RecordKey key, Map<String, String> attributes, String name, Function<String, T> parser) {
        String value = attribute(key, attributes, name);
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            throw damaged(key, "its " + name + " (=" + value + ") is none", e);
        }
    }

    private static Map<String, String> attributes(RecordSummary record) {
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("schema", Integer.toString(SCHEMA));
        attributes.put("minReader", "1");
        attributes.put("kind", record.kind().name());
        attributes.put("incarnation", record.version().incarnation());
        attributes.put("revision", Long.toString(record.revision()));
        attributes.put("digest", record.digest());
        attributes.put("template", record.templateDigest());
        attributes.put("renderer", record.rendererVersion());
        attributes.put("mode", record.mode().name());
        attributes.put("replicas", Integer.toString(record.replicas()));
        IntentFormat.write(record.intent(), attributes);
        return attributes;
    }

    private static WorkloadSpec spec(RecordKey key, RecordContent content) {
        try {
            return content.parsedSpec();
        } catch (RefusedException e) {
            throw damaged(key, "its spec is not what this Berth reads: " + e.getMessage(), e);
        }
    }

    private static RecordContent content(StoredRecord stored) {
        try {
            return RecordContent.parse(stored.content());
        } catch (IOException | DateTimeParseException e) {
            throw damaged(stored.key(), "its content is not JSON of the form written" + place(e), e);
        }
    }

    /** The parser's own words quote what it read. */
    private static String place(Exception failure) {
        JsonLocation place = failure instanceof JsonProcessingException parsing ? parsing.getLocation() : null;
        return place == null ? "" : ": line " + place.getLineNr() + ", column " + place.getColumnNr();
    }

    private static BackendException damaged(
            RecordKey key, String how, @org.jspecify.annotations.Nullable Exception cause) {
        return new BackendException(
                "record " + key.generation() + " of " + key.id() + " is damaged: " + how, Effect.NONE, "", cause);
    }
}
