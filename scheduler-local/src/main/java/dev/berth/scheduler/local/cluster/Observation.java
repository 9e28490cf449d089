package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.spec.WorkloadId;
import java.util.List;

/**
 * What there is at one moment, and what follows it: nothing between them is missed, nothing is told in the wrong order.
 *
 * @param workloads to be read one after the other, as nobody is to hold all of them at once
 * @param news what changes after that moment; closed by whoever asked
 */
public record Observation(List<NodeView> nodes, List<WorkloadId> workloads, Subscription news) {
    public Observation {
        nodes = List.copyOf(nodes);
        workloads = List.copyOf(workloads);
    }
}
