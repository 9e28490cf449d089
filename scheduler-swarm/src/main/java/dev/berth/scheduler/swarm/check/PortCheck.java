package dev.berth.scheduler.swarm.check;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.core.adapter.Problems;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Network;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.swarm.render.UpdateForm;
import java.util.HashMap;
import java.util.Map;

/** Ports of a task. */
final class PortCheck {
    private PortCheck() {}

    static void check(Task task, WorkloadSpec spec, Problems problems) {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < task.ports().size(); i++) {
            Port port = task.ports().get(i);
            Integer earlier = seen.putIfAbsent(port.number().orElse(0) + "/" + port.protocol(), i);
            Problems place = problems.item("ports", i);
            place.below("number")
                    .refuseIf(
                            earlier != null,
                            capability(port),
                            "number (=" + port.number().orElse(0) + ") must be once in a task, ports[" + earlier
                                    + "] has it too: a swarm tells what leads to a port by its number alone");
            reach(port, spec, place);
        }
    }

    private static void reach(Port port, WorkloadSpec spec, Problems problems) {
        boolean published = port.reach() != Port.Reach.INSIDE;
        problems.refuseIf(
                published && spec.network().kind() == Network.Kind.HOST,
                capability(port),
                "a process in the node's own network binds the node's ports itself, and a swarm tells none of them; say"
                        + " reach inside");
        if (port.reach() == Port.Reach.FIXED
                && spec.mode().kind() == Mode.Kind.GLOBAL
                && UpdateForm.startsFirst(spec)) {
            problems.infeasible(
                    "a new instance can't have port " + port.number().orElse(0)
                            + " of its node before the old one is gone; let rollout.maximumUnavailable be a count of 1 or more,"
                            + " or make the port dynamic");
        }
    }

    private static Capability capability(Port port) {
        return switch (port.reach()) {
            case FIXED -> Capabilities.PORT_FIXED;
            case DYNAMIC -> Capabilities.PORT_DYNAMIC;
            case INSIDE -> Capabilities.PORT_INSIDE;
        };
    }
}
