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
        Instant revisionCreatedAt) {
    public WorkloadRecord {
        rendering = List.copyOf(rendering);
    }

    /** Whether the workload is to exist. */
    public enum Kind {
        SPEC,
        /** Removal was asked for; records end with the objects. */
        TOMBSTONE
    }
}
