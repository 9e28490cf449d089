package dev.berth.scheduler.core.record;

import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Version;
import java.time.Instant;
import java.util.List;

/**
 * One accepted edit, as Berth understands it.
 *
 * @param kind whether the workload is to exist
 * @param version the edit; its generation names the record
 * @param revision the template it belongs to
 * @param spec the spec as accepted, with the count; for a tombstone the last one
 * @param digest of the canonical spec
 * @param templateDigest of what instances are made from
 * @param rendererVersion of the translator that made what of the rendering instances are made from
 * @param rendering the native objects, byte for byte; empty for a tombstone
 * @param createdAt by the clock of the client that made it
 * @param revisionCreatedAt {@code createdAt} of the first record of its revision, which may be forgotten by now
 * @param intent what the edit says beside the spec
 */
public record WorkloadRecord(
        Kind kind,
        Version version,
        long revision,
        WorkloadSpec spec,
        String digest,
        String templateDigest,
        String rendererVersion,
        List<NativeObject> rendering,
        Instant createdAt,
        Instant revisionCreatedAt,
        Intent intent) {
    public WorkloadRecord {
        rendering = List.copyOf(rendering);
    }

    /** One that says nothing beside its spec. */
    public WorkloadRecord(
            Kind kind,
            Version version,
            long revision,
            WorkloadSpec spec,
            String digest,
            String templateDigest,
            String rendererVersion,
            List<NativeObject> rendering,
            Instant createdAt,
            Instant revisionCreatedAt) {
        this(
                kind,
                version,
                revision,
                spec,
                digest,
                templateDigest,
                rendererVersion,
                rendering,
                createdAt,
                revisionCreatedAt,
                Intent.NONE);
    }

    /** The revision that instances bear: its own, or the one it was made equal to. */
    public long borne() {
        return intent.like() == 0 ? revision : intent.like();
    }

    /** Whether the workload is to exist. */
    public enum Kind {
        SPEC,
        /** Removal was asked for; records end with the objects. */
        TOMBSTONE
    }
}
