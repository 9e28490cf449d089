package dev.berth.scheduler.tck.oracle;

import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** That a GLOBAL has one instance on each node that matches, and none elsewhere (rule GLB-1). */
final class EachNode {
    /** The old one and, within the surge, the new one. */
    private static final int DURING_A_ROLLOUT = 2;

    private final Ledger ledger;

    EachNode(Ledger ledger) {
        this.ledger = ledger;
    }

    List<String> wrong(Picture picture) {
        List<String> wrong = new ArrayList<>();
        for (Workload workload : picture.workloads().values()) {
            ledger.latest(workload.id())
                    .filter(asked -> asked.spec().mode().kind() == Mode.Kind.GLOBAL)
                    .filter(asked -> !asked.disturbed() && !asked.pending())
                    .filter(asked -> asked.version().equals(workload.status().observed()))
                    .ifPresent(asked -> judge(picture, workload, asked.spec(), wrong));
        }
        return wrong;
    }

    private static void judge(Picture picture, Workload workload, WorkloadSpec spec, List<String> wrong) {
        Map<NodeId, Integer> counts = new TreeMap<>();
        for (Instance instance : picture.counted(workload.id())) {
            instance.node().ifPresent(node -> counts.merge(node, 1, Integer::sum));
        }
        boolean stable = workload.status().phase() == Phase.STABLE;
        counts.forEach((node, count) -> {
            if (!matches(picture.nodes().get(node), spec)) {
                wrong.add("GLB-1: " + workload.id() + " has an instance on " + node + ", which doesn't match");
            } else if (count > (stable ? 1 : DURING_A_ROLLOUT)) {
                wrong.add("GLB-1: " + workload.id() + " has " + count + " instances on " + node);
            }
        });
        picture.nodes().forEach((id, node) -> {
            boolean wanted = matches(node, spec) && node.state() == Node.State.READY && node.schedulable();
            if (stable && wanted && !counts.containsKey(id)) {
                wrong.add("GLB-1: " + workload.id() + " is STABLE without an instance on " + id + ", which matches");
            }
        });
    }

    private static boolean matches(@Nullable Node node, WorkloadSpec spec) {
        return node != null
                && spec.placement().constraints().stream().allMatch(constraint -> Conditions.hold(constraint, node));
    }
}
