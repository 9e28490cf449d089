package dev.berth.scheduler.plan;

import java.util.List;

/** What edits would do, on the cluster as it was observed. Belongs to the scheduler that made it. */
public interface Plan {
    /** In the order of the edits; pruned workloads last. */
    List<Change> changes();

    /** Whether executing it sends nothing. */
    default boolean isEmpty() {
        return changes().stream().allMatch(change -> change.action() == Change.Action.UNCHANGED);
    }
}
