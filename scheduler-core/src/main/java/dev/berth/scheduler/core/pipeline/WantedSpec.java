package dev.berth.scheduler.core.pipeline;

import dev.berth.scheduler.core.record.CanonicalSpec;
import dev.berth.scheduler.core.record.Template;
import dev.berth.scheduler.spec.WorkloadSpec;
import org.jspecify.annotations.Nullable;

/**
 * The spec an edit wants, with its digests: each is taken at most once however many steps ask, as writing the canonical
 * form is most of what an edit costs. For one thread.
 */
final class WantedSpec {
    private final WorkloadSpec spec;
    private @Nullable String digest;
    private @Nullable String templateDigest;

    WantedSpec(WorkloadSpec spec) {
        this.spec = spec;
    }

    WorkloadSpec spec() {
        return spec;
    }

    String digest() {
        String known = digest;
        if (known == null) {
            known = CanonicalSpec.digest(spec);
            digest = known;
        }
        return known;
    }

    /** Not asked for when the whole spec is the accepted one. */
    String templateDigest() {
        String known = templateDigest;
        if (known == null) {
            known = Template.digest(spec);
            templateDigest = known;
        }
        return known;
    }
}
