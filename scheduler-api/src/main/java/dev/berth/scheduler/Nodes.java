package dev.berth.scheduler;

import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import java.util.List;

/** The verbs on nodes. */
public interface Nodes {
    /** By id. */
    List<Node> list();

    /**
     * Lets a node take new instances, or keeps them away (rule NOD-2); running ones stay.
     *
     * @throws dev.berth.scheduler.error.RefusedException UNSUPPORTED where the backend can't
     * @throws dev.berth.scheduler.error.NotFoundException when there is no such node
     */
    void schedulable(NodeId node, boolean value);
}
