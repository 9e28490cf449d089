package dev.berth.scheduler.spec;

import dev.berth.scheduler.error.Problem;
import java.util.ArrayList;
import java.util.List;

/** Every rule a spec has to keep by itself, without a backend (rule VAL-1). */
final class SpecRules {
    private SpecRules() {}

    static List<Problem> check(WorkloadSpec spec) {
        List<Problem> problems = new ArrayList<>();
        if (spec.mode() instanceof Replicated replicated && replicated.replicas() < 0) {
            problems.add(Problem.invalid(
                    "mode.replicated.replicas", "replicas (=" + replicated.replicas() + ") must be 0 or more"));
        }
        return problems;
    }
}
