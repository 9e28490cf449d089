package dev.berth.scheduler.core.record;

import dev.berth.scheduler.core.codec.SpecCodec;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.nio.charset.StandardCharsets;

/** The one form of a spec that records, digests and diffs go by: JSON, fields in fixed order, defaults omitted. */
public final class CanonicalSpec {
    private static final SpecCodec CODEC = new SpecCodec();

    private CanonicalSpec() {}

    /** The canonical form, to be looked into. */
    public static Node tree(WorkloadSpec spec) {
        return CODEC.document(spec);
    }

    /** {@code v1:sha256:} and the digest of the canonical form: equal specs have equal digests. */
    public static String digest(WorkloadSpec spec) {
        return CODEC.digest(spec);
    }

    static String text(WorkloadSpec spec) {
        return new String(CODEC.canonical(spec), StandardCharsets.UTF_8);
    }

    static WorkloadSpec parse(String canonical) {
        return CODEC.fromCanonical(canonical.getBytes(StandardCharsets.UTF_8));
    }
}
