package dev.berth.scheduler.core.record;

import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.Map;
import java.util.Optional;

/** The part of a spec that revisions count: what, when changed, replaces instances (rule UPD-3). */
public final class Template {
    private Template() {}

    /** The spec with everything taken out that restarts nothing: count, labels, annotations and policies. */
    public static WorkloadSpec of(WorkloadSpec spec) {
        return spec.toBuilder()
                .mode(withoutCount(spec.mode()))
                .labels(Map.of())
                .annotations(Map.of())
                .rollout(RolloutPolicy.DEFAULT)
                .restart(RestartPolicy.DEFAULT)
                .nodeLossWait(Optional.empty())
                .build();
    }

    public static String digest(WorkloadSpec spec) {
        return CanonicalSpec.digest(of(spec));
    }

    private static Mode withoutCount(Mode mode) {
        return switch (mode.kind()) {
            case REPLICATED -> Mode.replicated(0);
            case GLOBAL, BATCH, GLOBAL_BATCH, CRON -> mode;
        };
    }
}
