package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.storage.Places;
import dev.berth.scheduler.spec.NodeAttribute;
import java.util.List;

/**
 * What the cluster is told once.
 *
 * @param hostname of this machine
 * @param address at which instances are reached
 * @param firstPort the first dynamic port
 * @param lastPort the last dynamic port, which is one of them
 * @param nodes those there are at the beginning, at least one
 * @param searchPath the PATH of processes whose workload states none
 * @param places where secrets and volumes are
 */
public record ClusterSettings(
        String hostname,
        String address,
        int firstPort,
        int lastPort,
        List<NodeSettings> nodes,
        String searchPath,
        Places places) {
    public ClusterSettings {
        nodes = List.copyOf(nodes);
    }

    public ClusterSettings withNodes(List<NodeSettings> others) {
        return new ClusterSettings(hostname, address, firstPort, lastPort, others, searchPath, places);
    }

    /** What a node says its hostname is; this machine's when it says nothing. */
    public String hostname(NodeSettings node) {
        return node.attributes().getOrDefault(NodeAttribute.HOSTNAME.name(), hostname);
    }
}
