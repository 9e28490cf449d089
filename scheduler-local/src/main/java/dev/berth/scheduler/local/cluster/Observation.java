package dev.berth.scheduler.local.cluster;

import java.util.List;

/**
 * What there is at one moment, and what follows it: nothing between them is missed, nothing is told twice or in the wrong
 * order.
 *
 * @param news what changes after that moment; closed by whoever asked
 */
public record Observation(List<NodeView> nodes, List<WorkloadView> workloads, Subscription news) {
    public Observation {
        nodes = List.copyOf(nodes);
        workloads = List.copyOf(workloads);
    }
}
