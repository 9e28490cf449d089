package dev.berth.scheduler.engine;

import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import java.util.List;

/**
 * Knows nodes and the instances on them, and finds a node for one instance more (rules PLC-1 to PLC-7).
 *
 * <p>It is told of every change, so that a placement looks at no instance again: for many placements in a row call
 * {@link #place} and {@link #putInstance} in turn. An implementation need not be thread-safe.
 */
public interface PlacementEngine {
    /** An engine that looks at every node once for each placement. */
    static PlacementEngine create() {
        return new ScanningEngine();
    }

    /** Adds a node, or replaces what is known of it; its {@link Node#allocated} is not looked at, the instances are. */
    void putNode(Node node);

    /**
     * Forgets a node; nothing happens when it isn't known. Its instances stay, in no domain of any attribute, and count
     * again when the node returns.
     */
    void removeNode(NodeId node);

    /** Adds an instance, or replaces the one with its id; a fact, so never refused, whatever the node has left. */
    void putInstance(PlacedInstance instance);

    /** Forgets an instance; nothing happens when it isn't known. */
    void removeInstance(InstanceId instance);

    /** The best node for one instance, or why there is none; changes nothing. */
    PlacementResult place(PlacementRequest request);

    /**
     * Whether an instance belongs on a node, whatever runs there: the node is ready and the constraints hold. A cordon does
     * not count, as a workload of one instance on each node has to reach every node. False when it isn't known.
     */
    boolean matches(PlacementRequest request, NodeId node);

    /** All nodes that {@link #matches} is true of, in the order of their ids. */
    List<NodeId> matching(PlacementRequest request);

    /** Whether one node takes one instance, or why it doesn't; a cordon does not count, all else does. */
    PlacementResult placeOn(NodeId node, PlacementRequest request);

    /** The sum of what the instances on a node have requested; nothing when it isn't known. */
    ResourceAmounts allocated(NodeId node);
}
