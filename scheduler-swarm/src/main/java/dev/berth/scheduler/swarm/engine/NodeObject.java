package dev.berth.scheduler.swarm.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * An engine of the swarm.
 *
 * @param index changes with every write; an update has to name it
 * @param address at which the other nodes reach it; empty when nobody says
 * @param labels of the node, set by a manager: {@code node.labels} in constraints
 * @param engineLabels set by the engine's own configuration
 * @param role worker or manager
 * @param availability active, pause or drain
 * @param state unknown, down, ready or disconnected
 * @param nanoCpus billionths of a core
 * @param memoryBytes of the machine
 * @param spec all of it, what Berth doesn't know included; not to be changed
 */
public record NodeObject(
        String id,
        long index,
        String hostname,
        String address,
        Map<String, String> labels,
        Map<String, String> engineLabels,
        String role,
        String availability,
        String state,
        String os,
        String architecture,
        long nanoCpus,
        long memoryBytes,
        ObjectNode spec) {
    public NodeObject {
        labels = Map.copyOf(labels);
        engineLabels = Map.copyOf(engineLabels);
    }
}
