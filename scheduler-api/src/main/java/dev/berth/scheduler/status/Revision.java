package dev.berth.scheduler.status;

import dev.berth.scheduler.spec.WorkloadSpec;
import java.time.Instant;

/** One template in a workload's history (rule HIS-1). */
public sealed interface Revision permits RevisionData {
    long number();

    /** The edit that made it. */
    Version version();

    WorkloadSpec spec();

    /** {@code v1:sha256:} and the digest of the canonical spec. */
    String digest();

    Instant createdAt();

    static Revision of(long number, Version version, WorkloadSpec spec, String digest, Instant createdAt) {
        return new RevisionData(number, version, spec, digest, createdAt);
    }
}

record RevisionData(long number, Version version, WorkloadSpec spec, String digest, Instant createdAt)
        implements Revision {}
