package dev.berth.scheduler;

import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import java.util.List;

/** The verbs on nodes. */
public interface Nodes {
    /**
     * By id.
     *
     * @throws dev.berth.scheduler.error.RefusedException UNSUPPORTED where the backend can't
     */
    List<Node> list();

    /**
     * Lets a node take new instances, or keeps them away (rule NOD-2); running ones stay.
     *
     * @throws dev.berth.scheduler.error.RefusedException UNSUPPORTED where the backend can't
     * @throws dev.berth.scheduler.error.NotFoundException when there is no such node
     */
    void schedulable(NodeId node, boolean value);

    /**
     * Keeps new instances away and has those there replaced on other nodes, each workload's within the limits of its rollout
     * policy (rule NOD-2). Answers once that is accepted; it goes on until the node is schedulable again, and what finds no
     * other node, or whose rollout is paused, stays.
     *
     * @throws dev.berth.scheduler.error.RefusedException UNSUPPORTED where the backend can't
     * @throws dev.berth.scheduler.error.NotFoundException when there is no such node
     */
    default void drain(NodeId node) {
        throw RefusedException.unsupported("", "node.drain", "this backend can't empty a node");
    }
}
