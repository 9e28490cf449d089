package dev.berth.scheduler.swarm.check;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.core.adapter.Problems;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.spec.Network;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.List;

/** Everything of a spec that no capability is about and a swarm refuses, takes for something else or never ends. */
public final class SpecCheck {
    private SpecCheck() {}

    /** All of it, each with its path; of specs whose capabilities are all there. */
    public static List<Problem> of(WorkloadSpec spec) {
        Problems problems = Problems.root();
        for (int i = 0; i < spec.tasks().size(); i++) {
            TaskCheck.check(spec.tasks().get(i), spec, problems.item("tasks", i));
        }
        PlacementCheck.check(spec.placement(), problems.below("placement"));
        PolicyCheck.check(spec, problems);
        boolean named = spec.network().kind() == Network.Kind.NAMED;
        problems.below("discoveryName")
                .refuseIf(
                        spec.discoveryName().isPresent() && !named,
                        Capabilities.NETWORK_DISCOVERY_NAME,
                        "names are resolved in networks of the swarm only: say a network of kind named, an overlay");
        return problems.found();
    }
}
