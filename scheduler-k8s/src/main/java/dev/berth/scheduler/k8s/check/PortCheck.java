package dev.berth.scheduler.k8s.check;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.core.adapter.Problems;
import dev.berth.scheduler.k8s.render.StrategyForm;
import dev.berth.scheduler.spec.Network;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Ports of a task. */
final class PortCheck {
    private static final Pattern NO_NAME = Pattern.compile(".*--.*|[0-9-]*");

    private PortCheck() {}

    static void check(Task task, WorkloadSpec spec, Problems problems) {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < task.ports().size(); i++) {
            Port port = task.ports().get(i);
            Problems place = problems.item("ports", i);
            name(port, place.below("name"));
            Integer earlier = seen.putIfAbsent(port.number().orElse(-i) + "/" + port.protocol(), i);
            place.below("number")
                    .refuseIf(
                            earlier != null,
                            capability(port),
                            "number (=" + port.number().orElse(0) + ") must be once in a task, ports[" + earlier
                                    + "] has it too: Kubernetes tells ports apart by number and protocol");
            if (isOfNode(port, spec)) {
                ofNode(port, task, spec, place);
            }
        }
    }

    private static void name(Port port, Problems problems) {
        problems.refuseIf(
                NO_NAME.matcher(port.name()).matches(),
                capability(port),
                "name (=" + port.name() + ") must have a letter and no two '-' in a row: no port of Kubernetes is"
                        + " named otherwise");
    }

    /** In the node's network every port is one of the node's. */
    private static boolean isOfNode(Port port, WorkloadSpec spec) {
        return port.reach() == Port.Reach.FIXED || spec.network().kind() == Network.Kind.HOST;
    }

    private static void ofNode(Port port, Task task, WorkloadSpec spec, Problems problems) {
        problems.refuseIf(
                task.role() == Task.Role.SIDECAR,
                capability(port),
                "a port of the node must be stated at MAIN, whose address a sidecar has: a kubelet maps none of sidecars");
        if (StrategyForm.startsFirst(spec)) {
            problems.infeasible(
                    "a new instance can't have port " + port.number().orElse(0)
                            + " of its node before the old one is gone; let rollout.maximumUnavailable be a count of 1 or more");
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
