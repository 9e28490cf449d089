package dev.berth.scheduler.swarm.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * A service as a manager tells it.
 *
 * @param id never used again
 * @param name unique, letter case aside
 * @param index changes with every write, the manager's own included; an update has to name it
 * @param labels of the service, not of its containers
 * @param spec all of it, what Berth doesn't know included; not to be changed
 * @param previous the spec of before, while a rollout of this one is under way or paused; not to be changed
 * @param update how far the last rollout is; empty when there was none since the service was written
 * @param runningTasks of its tasks, as the manager counts them
 * @param desiredTasks how many the manager aims at
 */
public record ServiceObject(
        String id,
        String name,
        long index,
        Map<String, String> labels,
        ObjectNode spec,
        Optional<ObjectNode> previous,
        Optional<UpdateStatus> update,
        int runningTasks,
        int desiredTasks) {
    public ServiceObject {
        labels = Map.copyOf(labels);
    }

    /** Without the spec: it has the values of variables and arguments (rule SEC-1). */
    @Override
    public String toString() {
        return "ServiceObject[" + name + ", index " + index + "]";
    }
}
