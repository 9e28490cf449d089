package dev.berth.scheduler.local.cluster;

import java.util.List;

/**
 * What became otherwise, each thing in its last state.
 *
 * @param ends instances that are no more, in their last state
 * @param instances those that changed and are there
 * @param workloads those that changed, or that are gone: see {@link WorkloadView#exists}
 * @param again whether something was missed, so that everything has to be looked at
 * @param over whether nothing will come any more
 */
public record News(
        List<InstanceView> ends,
        List<InstanceView> instances,
        List<WorkloadView> workloads,
        List<NodeView> nodes,
        boolean again,
        boolean over) {
    public boolean isEmpty() {
        return ends.isEmpty() && instances.isEmpty() && workloads.isEmpty() && nodes.isEmpty() && !again && !over;
    }
}
