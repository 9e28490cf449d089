package dev.berth.scheduler.k8s.check;

import dev.berth.scheduler.core.adapter.Problems;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.List;

/** Everything of a spec that no capability is about and Kubernetes refuses, changes or takes for something else. */
public final class SpecCheck {
    private SpecCheck() {}

    /** All of it, each with its path; of specs whose capabilities are all there. */
    public static List<Problem> of(WorkloadSpec spec) {
        Problems problems = Problems.root();
        for (int i = 0; i < spec.tasks().size(); i++) {
            TaskCheck.check(spec.tasks().get(i), spec, problems.item("tasks", i));
        }
        PlacementCheck.check(spec, problems.below("placement"));
        PolicyCheck.check(spec, problems);
        VolumeCheck.check(spec.volumes(), problems);
        NameCheck.check(spec, problems);
        return problems.found();
    }
}
