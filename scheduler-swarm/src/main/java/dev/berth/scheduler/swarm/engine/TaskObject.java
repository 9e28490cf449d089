package dev.berth.scheduler.swarm.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A task: one try to run one slot of a service. A restart is another task.
 *
 * @param id never used again
 * @param slot from 1; empty for a global service
 * @param nodeId empty while it waits for one
 * @param state in the manager's word: new, pending, assigned, accepted, preparing, ready, starting, running, complete,
 *     shutdown, failed, rejected, remove, orphaned
 * @param desiredState likewise; only running means that it is to run
 * @param since when it came into this state, by the clock of whoever says so
 * @param message what the state says
 * @param error why it waits or failed, in the engine's words; may be empty
 * @param containerId empty when there was none yet
 * @param exitCode of the container once it has ended; empty when the engine didn't say
 * @param labels of its container
 * @param ports of the node that lead to it
 * @param reservedNanoCpus billionths of a core that are kept for it
 * @param reservedBytes memory that is kept for it
 */
public record TaskObject(
        String id,
        String serviceId,
        OptionalInt slot,
        String nodeId,
        String state,
        String desiredState,
        Instant createdAt,
        Instant since,
        String message,
        String error,
        String containerId,
        OptionalInt exitCode,
        Map<String, String> labels,
        List<TaskPort> ports,
        long reservedNanoCpus,
        long reservedBytes) {
    public TaskObject {
        labels = Map.copyOf(labels);
        ports = List.copyOf(ports);
    }

    /**
     * A port of the node.
     *
     * @param protocol tcp, udp or sctp
     * @param target the port in the container
     * @param published the port of the node
     */
    public record TaskPort(String protocol, int target, int published) {}
}
